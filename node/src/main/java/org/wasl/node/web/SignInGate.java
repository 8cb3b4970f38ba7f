package org.wasl.node.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.wasl.terms.Client;

/// Stands before the sign-in form: who has failed too often is told so before the password is
/// looked at, whether the name exists or not.
final class SignInGate extends OncePerRequestFilter {
  static final String FORM = "/login";
  private static final int LONGEST_NAME = 200;

  private final LoginLimit limit;
  private final Optional<String> clientHeader;

  /// @param clientHeader of the proxy in front, where there is one
  SignInGate(LoginLimit limit, Optional<String> clientHeader) {
    this.limit = limit;
    this.clientHeader = clientHeader;
  }

  /// Hears that the form's password was right.
  void succeeded(HttpServletRequest request) {
    limit.succeeded(client(request), name(request));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST") || !request.getRequestURI().equals(FORM);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (limit.mayTry(client(request), name(request))) {
      chain.doFilter(request, response);
    } else {
      response.sendRedirect(FORM + "?closed");
    }
  }

  private String client(HttpServletRequest request) {
    return Client.of(request.getRemoteAddr(), clientHeader.map(request::getHeader)).name();
  }

  private static String name(HttpServletRequest request) {
    String given = Optional.ofNullable(request.getParameter("username")).orElse("").strip();
    return given.length() > LONGEST_NAME ? given.substring(0, LONGEST_NAME) : given;
  }
}
