package org.wasl.node.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The one-time link by which the first administrator sets a password; there are no default
/// passwords. It exists only while there is no account, and dies with its use.
public final class FirstAdministrator {
  private final Accounts accounts;
  private @Nullable String token;

  public FirstAdministrator(Accounts accounts, SecureRandom random) {
    this.accounts = accounts;
    if (accounts.isEmpty()) {
      byte[] bytes = new byte[24];
      random.nextBytes(bytes);
      token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }

  /// The secret part of the link, absent once there is an account.
  public synchronized @Nullable String token() {
    return token;
  }

  public synchronized boolean opens(String given) {
    return token != null
        && accounts.isEmpty()
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  public synchronized void used() {
    token = null;
  }
}
