package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wasl.terms.OrganisationId;
import org.wasl.terms.Person;

/// Signing in through an OpenID Connect provider, played by a small server that signs ID tokens.
class ProviderTest {
  private static HttpServer provider;
  private static RSAKey key;
  private static RunningConsole running;
  private static String issuer = "";
  private static volatile String nonce = "";
  private static volatile String who = "";

  @BeforeAll
  static void start() throws Exception {
    key = new RSAKeyGenerator(2048).keyID("k1").generate();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    provider.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, configuration()));
    provider.createContext(
        "/jwks", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
    provider.createContext("/token", exchange -> answer(exchange, token()));
    provider.start();
    running =
        RunningConsole.start(
            "provider",
            "wasl.oidc.issuer=" + issuer + "\nwasl.oidc.client=wasl\nwasl.oidc.secret=s3cret\n");
    new Accounts(running.node().source())
        .add(
            new Accounts.Account(
                new Person("huda", new OrganisationId("sy.telecom")),
                "none",
                Set.of(Accounts.Role.VIEWER),
                true),
            Instant.EPOCH);
  }

  @AfterAll
  static void stop() {
    running.close();
    provider.stop(0);
  }

  private static String configuration() {
    return """
    {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
     "jwks_uri":"%1$s/jwks","response_types_supported":["code"],
     "subject_types_supported":["public"],"id_token_signing_alg_values_supported":["RS256"]}
    """
        .formatted(issuer);
  }

  private static String token() {
    try {
      JWTClaimsSet claims =
          new JWTClaimsSet.Builder()
              .issuer(issuer)
              .subject("17")
              .audience("wasl")
              .issueTime(Date.from(Instant.now()))
              .expirationTime(Date.from(Instant.now().plusSeconds(300)))
              .claim("nonce", nonce)
              .claim("preferred_username", who)
              .build();
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), claims);
      token.sign(new RSASSASigner(key));
      return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\""
          + token.serialize()
          + "\"}";
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  /// Goes to the provider, which says who it is, and comes back.
  private static HttpResponse<String> signIn(HttpClient client, String name) throws Exception {
    String there =
        get(client, running.base() + "/oauth2/authorization/wasl")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    Map<String, String> asked =
        Arrays.stream(URI.create(there).getRawQuery().split("&"))
            .map(each -> each.split("=", 2))
            .collect(
                Collectors.toMap(
                    each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    assertTrue(there.startsWith(issuer + "/authorize"), there);
    nonce = asked.getOrDefault("nonce", "");
    who = name;
    return get(
        client,
        running.base()
            + "/login/oauth2/code/wasl?code=c&state="
            + URI.create(there).getRawQuery().replaceAll(".*state=([^&]*).*", "$1"));
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  @Test
  void aPersonWithAnAccountSignsInThroughTheProviderAndMayDoWhatTheAccountSays() throws Exception {
    HttpClient client = client();
    assertEquals(302, signIn(client, "huda").statusCode());
    assertEquals(200, get(client, running.base() + "/").statusCode());
    assertEquals(403, get(client, running.base() + "/admin").statusCode());
  }

  @Test
  void whoHasNoAccountHereIsRefusedWhateverTheProviderSays() throws Exception {
    HttpClient client = client();
    String back = signIn(client, "stranger").headers().firstValue("Location").orElse("");
    assertTrue(back.endsWith("/login?error"), back);
    assertEquals(302, get(client, running.base() + "/").statusCode());
  }

  @Test
  void theSignInPageOffersTheProvider() throws Exception {
    String page = get(client(), running.base() + "/login").body();
    assertTrue(page.contains("/oauth2/authorization/wasl"), page);
  }
}
