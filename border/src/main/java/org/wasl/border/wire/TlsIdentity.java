package org.wasl.border.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Predicate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.wasl.border.NodeId;
import org.wasl.terms.Sha256;

/// The key and certificate with which a node stands on the line. Trust is the pin of the key in the
/// peer's anchor, not a certification authority: the certificate only carries the key.
public final class TlsIdentity {
  private static final String ALIAS = "node";
  private static final Duration LIFE = Duration.ofDays(825);

  private final KeyStore store;
  private final char[] password;

  private TlsIdentity(KeyStore store, char[] password) {
    this.store = store;
    this.password = password.clone();
  }

  /// Makes an EC P-256 key with a self-signed certificate.
  public static TlsIdentity make(NodeId node, Instant now, SecureRandom random, char[] password) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + node);
      Date from = Date.from(now.minus(Duration.ofDays(1)));
      Date to = Date.from(now.plus(LIFE));
      BigInteger serial = new BigInteger(120, random);
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(name, serial, from, to, name, pair.getPublic())
                      .build(
                          new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, pair.getPrivate(), password, new Certificate[] {certificate});
      return new TlsIdentity(store, password);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException("no TLS key was made: " + e.getMessage(), e);
    }
  }

  /// Reads the PKCS#12 file of [#bytes()].
  public static TlsIdentity read(byte[] pkcs12, char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(pkcs12), password);
      return new TlsIdentity(store, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the TLS key file does not open: " + e.getMessage(), e);
    }
  }

  public byte[] bytes() {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password);
      return out.toByteArray();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Certificate certificate() {
    try {
      return (X509Certificate) store.getCertificate(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String pin() {
    return pinOf(certificate());
  }

  /// SHA-256 of the SubjectPublicKeyInfo, base64 (RFC 7469 §2.4).
  public static String pinOf(X509Certificate certificate) {
    return Base64.getEncoder()
        .encodeToString(Sha256.start().digest(certificate.getPublicKey().getEncoded()));
  }

  /// A context that speaks with this key and trusts the pins that pass.
  public SSLContext context(Predicate<String> trustedPin) {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), new TrustManager[] {new PinnedTrust(trustedPin)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS 1.3 context: " + e.getMessage(), e);
    }
  }
}
