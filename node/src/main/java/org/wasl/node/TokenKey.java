package org.wasl.node;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import org.wasl.border.NodeId;
import org.wasl.border.seal.SigningKey;
import org.wasl.node.NodeSettings.Token;

/// Opens the checkpoint key of a node that stands in a PKCS#11 token.
final class TokenKey {
  private TokenKey() {}

  /// @throws IllegalStateException when the token, the PIN or the key is not there
  static SigningKey open(NodeId node, Token token) {
    Provider model = Security.getProvider("SunPKCS11");
    if (model == null) {
      throw new IllegalStateException("this runtime has no PKCS#11 provider");
    }
    try {
      Provider provider = model.configure(token.configuration().toString());
      char[] pin = Files.readAllLines(token.pin()).getFirst().strip().toCharArray();
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      Certificate certificate = store.getCertificate(token.alias());
      if (certificate == null || !(store.getKey(token.alias(), pin) instanceof PrivateKey key)) {
        throw new IllegalStateException("the token holds no key named " + token.alias());
      }
      return SigningKey.inToken(node + "/log", certificate.getPublicKey(), key, provider);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "the token does not open; check library, slot and PIN: " + e.getMessage(), e);
    }
  }
}
