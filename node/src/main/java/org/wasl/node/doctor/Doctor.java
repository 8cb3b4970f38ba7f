package org.wasl.node.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.wasl.node.NodeHome;
import org.wasl.node.NodeSettings;
import org.wasl.post.store.MalformedTableException;
import org.wasl.post.store.OfficeListFile;
import org.wasl.terms.LocalizedText;
import org.wasl.terms.country.CountriesFolder;

/// Looks at a node from outside and says what is wrong and what to do.
public final class Doctor {
  private static final Duration RENEW = Duration.ofDays(30);

  /// @param well whether this is as it should be
  public record Finding(boolean well, LocalizedText text) {}

  private final Path home;
  private final Instant now;

  public Doctor(Path home, Instant now) {
    this.home = home;
    this.now = now;
  }

  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(check("الإعدادات سليمة", "the settings read well", this::settings));
    findings.add(
        check("بيانات البلدين سليمة", "the facts of both countries read well", this::facts));
    findings.add(offices());
    findings.add(check("المفاتيح والمرساة سليمة", "keys and anchor read well", this::keys));
    findings.add(
        check(
            "الشهادة صالحة لشهر على الأقل",
            "the certificate lasts a month or more",
            this::certificate));
    findings.add(check("يوجد نظير مقترن", "a peer is paired", this::peers));
    findings.add(check("مساحة القرص كافية", "there is room on the disk", this::disk));
    findings.add(
        check(
            "الأسرار يقرؤها صاحبها وحده",
            "secrets are readable by their owner alone",
            this::secrets));
    return findings;
  }

  @FunctionalInterface
  private interface Check {
    /// @throws RuntimeException saying what is wrong
    void run() throws Exception;
  }

  private static Finding check(String ar, String en, Check check) {
    try {
      check.run();
      return new Finding(true, new LocalizedText(ar, en));
    } catch (Exception e) {
      return new Finding(
          false,
          new LocalizedText(
              "ليس كذلك: " + ar + " – " + e.getMessage(),
              "not so: " + en + " – " + e.getMessage()));
    }
  }

  private static Finding java() {
    Runtime.Version version = Runtime.version();
    boolean well = version.compareTo(Runtime.Version.parse("25.0.3")) >= 0;
    return new Finding(well, new LocalizedText("جافا " + version, "Java " + version));
  }

  private void settings() {
    NodeSettings.read(home);
  }

  private void facts() {
    NodeSettings settings = NodeSettings.read(home);
    CountriesFolder countries = new CountriesFolder(settings.countries());
    countries.party(settings.party());
    countries.party(settings.peer());
  }

  /// Which lists of offices of exchange are loaded, or what is wrong in them.
  private Finding offices() {
    try {
      return new Finding(
          true,
          OfficeListFile.read(new CountriesFolder(NodeSettings.read(home).countries())).about());
    } catch (MalformedTableException e) {
      return new Finding(false, e.text());
    } catch (RuntimeException e) {
      return new Finding(
          false,
          new LocalizedText(
              "تعذرت قراءة قوائم المكاتب: " + e.getMessage(),
              "the lists of offices could not be read: " + e.getMessage()));
    }
  }

  private void keys() {
    NodeHome made = new NodeHome(home);
    made.keys(NodeSettings.read(home));
    if (!made.anchor().isSignedBy(made.anchor().identity())) {
      throw new IllegalStateException("the anchor is not signed by its officers");
    }
  }

  private void certificate() {
    Instant end = new NodeHome(home).tls().certificate().getNotAfter().toInstant();
    if (now.plus(RENEW).isAfter(end)) {
      throw new IllegalStateException("it ends " + end);
    }
  }

  private void peers() {
    if (new NodeHome(home).peers().isEmpty()) {
      throw new IllegalStateException("run: wasl node pair");
    }
  }

  private void disk() {
    long free = home.toFile().getUsableSpace() >> 20;
    if (free < 1024) {
      throw new IllegalStateException(free + " MiB free");
    }
  }

  private void secrets() throws Exception {
    for (String name : List.of("keys.json", "tls.password", "tls.p12")) {
      var permissions = Files.getPosixFilePermissions(home.resolve(name));
      if (permissions.size() > 2) {
        throw new IllegalStateException("run: chmod 600 " + home.resolve(name));
      }
    }
  }
}
