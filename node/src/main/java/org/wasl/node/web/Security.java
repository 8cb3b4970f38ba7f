package org.wasl.node.web;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.authentication.WebAuthnAuthentication;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.wasl.border.AuditTrail.AuditEvent;
import org.wasl.node.Node;

/// Who may do what. Everything is closed unless it is opened here.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Security {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
          + " connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Bean
  SecurityFilterChain chain(HttpSecurity http, Node node, Accounts accounts, LoginLimit limit) {
    SignInGate gate = new SignInGate(limit, node.settings().clientHeader());
    node.settings().oidc().ifPresent(settings -> new Provider(settings, accounts).configure(http));
    URI origin = URI.create(node.settings().origin());
    http.webAuthn(passkeys ->
        passkeys
            .rpName("Wasl")
            .rpId(origin.getHost())
            .allowedOrigins(node.settings().origin())
            .disableDefaultRegistrationPage(true));
    return http.authorizeHttpRequests(rules ->
            rules
                // the end of a stream that was allowed when it began
                .dispatcherTypeMatchers(DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/login", "/first/*", "/assets/**", "/favicon.ico", "/error")
                .permitAll()
                .requestMatchers(
                    "/check", "/api/numbering/check", "/track", "/api/post/track", "/postage")
                .permitAll()
                .requestMatchers("/actuator/health")
                .permitAll()
                .requestMatchers("/actuator/**", "/admin/**")
                .hasRole("ADMINISTRATOR")
                .requestMatchers("/audit/**")
                .hasRole("AUDITOR")
                .requestMatchers("/approvals/*/approve", "/approvals/*/reject")
                .hasRole("APPROVER")
                .requestMatchers("/voice/load", "/voice/*/propose/*", "/voice/*/details")
                .hasRole("ANALYST")
                .requestMatchers(HttpMethod.POST, "/voice/**")
                .hasRole("ANALYST")
                .requestMatchers(HttpMethod.POST, "/numbering/**")
                .hasRole("NUMBERING")
                .requestMatchers(HttpMethod.POST, "/post/accounts/**")
                .hasRole("ANALYST")
                .requestMatchers("/post/serials/range", "/post/serials/give", "/post/serials/back")
                .hasRole("ANALYST")
                .requestMatchers(HttpMethod.POST, "/post/**")
                .hasRole("CLERK")
                .requestMatchers(
                    "/post/assess/item",
                    "/post/accept",
                    "/post/accept/**",
                    "/post/dispatch/*/anew",
                    "/post/empties",
                    "/post/serials/label.pdf")
                .hasRole("CLERK")
                .requestMatchers(
                    "/post/inquiries/new", "/post/inquiries/*/people", "/post/inquiries/*/cn08.pdf")
                .hasRole("CLERK")
                .requestMatchers(
                    "/voice/record",
                    "/voice/*/line",
                    "/voice/*/unpriced",
                    "/voice/*/call",
                    "/voice/*/contest/*/evidence.zip")
                .hasRole("ANALYST")
                .requestMatchers(
                    "/voice/cases/search",
                    "/voice/cases/examine",
                    "/voice/cases/*/record",
                    "/voice/cases/*/review",
                    "/voice/cases/*/close")
                .hasRole("ANALYST")
                .requestMatchers("/voice/cases/**")
                .hasAnyRole("ANALYST", "APPROVER", "AUDITOR")
                .requestMatchers("/link/pause", "/link/reopen", "/link/peers/*")
                .hasRole("ADMINISTRATOR")
                .anyRequest()
                .hasRole("VIEWER"))
        .csrf(csrf ->
            csrf.ignoringRequestMatchers(
                "/check", "/api/numbering/check", "/track", "/api/post/track"))
        .addFilterBefore(gate, UsernamePasswordAuthenticationFilter.class)
        .formLogin(form ->
            form.loginPage(SignInGate.FORM)
                .successHandler(thenHome(gate))
                .failureUrl(SignInGate.FORM + "?error"))
        .logout(out -> out.logoutUrl("/logout").logoutSuccessUrl("/login?out"))
        .headers(headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(frame -> frame.deny()))
        .sessionManagement(session -> session.sessionFixation(fixed -> fixed.changeSessionId()))
        .build();
  }

  private static AuthenticationSuccessHandler thenHome(SignInGate gate) {
    AuthenticationSuccessHandler home = new SimpleUrlAuthenticationSuccessHandler("/");
    return (request, response, person) -> {
      gate.succeeded(request);
      home.onAuthenticationSuccess(request, response, person);
    };
  }

  @Bean
  Passkeys passkeys(Node node, Accounts accounts) {
    return new Passkeys(node.source(), accounts, node.border().auditTrail());
  }

  @Bean
  Passkeys.Users passkeyUsers(Passkeys passkeys) {
    return passkeys.users();
  }

  /// A passkey stands for a password, so it must ask its person for a finger, a face or a code, and
  /// it knows whose it is.
  @Bean
  WebAuthnRelyingPartyOperations passkeyOperations(
      Node node, Passkeys passkeys, Passkeys.Users users) {
    String origin = node.settings().origin();
    PublicKeyCredentialRpEntity we =
        PublicKeyCredentialRpEntity.builder()
            .id(URI.create(origin).getHost())
            .name(node.party().name().ar())
            .build();
    Webauthn4JRelyingPartyOperations operations =
        new Webauthn4JRelyingPartyOperations(users, passkeys, we, Set.of(origin));
    operations.setCustomizeCreationOptions(options ->
        options.authenticatorSelection(
            AuthenticatorSelectionCriteria.builder()
                .residentKey(ResidentKeyRequirement.REQUIRED)
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build()));
    operations.setCustomizeRequestOptions(
        options -> options.userVerification(UserVerificationRequirement.REQUIRED));
    return operations;
  }

  /// Whoever may do something may also look.
  @Bean
  RoleHierarchy everyoneMayLook() {
    RoleHierarchyImpl.Builder roles = RoleHierarchyImpl.withDefaultRolePrefix();
    for (Accounts.Role role : Accounts.Role.values()) {
      if (role != Accounts.Role.VIEWER) {
        roles.role(role.name()).implies(Accounts.Role.VIEWER.name());
      }
    }
    return roles.build();
  }

  @Bean
  PasswordEncoder passwords() {
    return new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
  }

  @Bean
  UserDetailsService users(Accounts accounts) {
    return name -> {
      Optional<Accounts.Account> account = accounts.find(name);
      if (account.isEmpty()) {
        throw new UsernameNotFoundException("no such account");
      }
      return User.withUsername(name)
          .password(account.get().password())
          .roles(account.get().roles().stream().map(Enum::name).toArray(String[]::new))
          .disabled(!account.get().enabled())
          .build();
    };
  }

  /// Writes sign-ins to the audit log.
  @Bean
  SignIns signIns(Node node, Accounts accounts) {
    return new SignIns(node, accounts);
  }

  /// Hears of sign-ins.
  record SignIns(Node node, Accounts accounts) {
    @EventListener
    void succeeded(AuthenticationSuccessEvent event) {
      String name = event.getAuthentication().getName();
      accounts
          .find(name)
          .ifPresent(account ->
              node.border()
                  .auditTrail()
                  .record(
                      new AuditEvent(
                          Optional.of(account.person()),
                          "console.sign-in",
                          name,
                          Optional.empty(),
                          event.getAuthentication() instanceof WebAuthnAuthentication
                              ? "passkey"
                              : "")));
    }
  }
}
