package org.wasl.node.web;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.wasl.node.NodeSettings.Oidc;

/// An OpenID Connect provider that signs people in, where the settings name one. It says who
/// somebody is; what they may do stands in this node's accounts. Who has no enabled account here is
/// refused. The provider is asked for its configuration at the first sign-in, so that a node starts
/// without it.
final class Provider implements ClientRegistrationRepository {
  static final String ID = "wasl";
  private static final String NAME = "preferred_username";

  private final Oidc settings;
  private final Accounts accounts;
  private volatile @Nullable ClientRegistration known;

  Provider(Oidc settings, Accounts accounts) {
    this.settings = settings;
    this.accounts = accounts;
  }

  void configure(HttpSecurity http) {
    http.oauth2Login(login ->
        login
            .loginPage("/login")
            .failureUrl("/login?error")
            .defaultSuccessUrl("/", true)
            .clientRegistrationRepository(this)
            .userInfoEndpoint(user -> user.oidcUserService(this::user)));
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!id.equals(ID)) {
      return null;
    }
    ClientRegistration registration = known;
    if (registration == null) {
      registration =
          ClientRegistrations.fromOidcIssuerLocation(settings.issuer())
              .registrationId(ID)
              .clientId(settings.client())
              .clientSecret(settings.secret())
              .scope("openid", "profile")
              .userNameAttributeName(NAME)
              .build();
      known = registration;
    }
    return registration;
  }

  /// The name inside the signed ID token is looked up among this node's accounts.
  private OidcUser user(OidcUserRequest request) {
    Optional<Accounts.Account> account =
        Optional.ofNullable(request.getIdToken().getClaimAsString(NAME))
            .flatMap(accounts::find)
            .filter(Accounts.Account::enabled);
    if (account.isEmpty()) {
      throw new OAuth2AuthenticationException("no_account");
    }
    return new DefaultOidcUser(authorities(account.get()), request.getIdToken(), NAME);
  }

  private static Collection<GrantedAuthority> authorities(Accounts.Account account) {
    return account.roles().stream()
        .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
        .toList();
  }
}
