package org.wasl.border.linking;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// One share of the offline identity key: an officer's Ed25519 key, kept on paper or a token and
/// used only to sign anchors.
///
/// @param seed 32 secret bytes
public record Officer(byte[] seed) {

  public static Officer make(SecureRandom random) {
    byte[] seed = new byte[32];
    random.nextBytes(seed);
    return new Officer(seed);
  }

  public String publicKey() {
    return Base64.getEncoder()
        .encodeToString(new Ed25519PrivateKeyParameters(seed).generatePublicKey().getEncoded());
  }

  /// The anchor with this officer's signature added.
  public Anchor sign(Anchor anchor) {
    return sign(anchor, anchor.identity());
  }

  /// The anchor with this officer's signature added, under the identity of the anchor that it
  /// follows.
  public Anchor sign(Anchor anchor, Anchor.Identity authority) {
    int place = authority.officers().indexOf(publicKey());
    if (place < 0) {
      throw new IllegalArgumentException("this officer is not named in the anchor");
    }
    byte[] message = anchor.unsignedBytes();
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, new Ed25519PrivateKeyParameters(seed));
    signer.update(message, 0, message.length);
    String signature = Base64.getEncoder().encodeToString(signer.generateSignature());
    List<Anchor.Signature> all = new ArrayList<>(anchor.signatures());
    all.add(new Anchor.Signature(place, signature));
    return new Anchor(
        anchor.node(),
        anchor.party(),
        anchor.url(),
        anchor.tlsPin(),
        anchor.logKeys(),
        anchor.mirrorKeys(),
        anchor.validFrom(),
        anchor.identity(),
        anchor.succession(),
        all);
  }
}
