package org.wasl.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wasl.border.proving.ReceiptVerifier;

/// The structure of the house.
class HouseTest {
  private static final Path ROOT = Path.of(System.getProperty("wasl.root", ".."));
  private static final List<String> SERVICES = List.of("numbering", "voice", "post");

  /// Modules that run a service's code elsewhere.
  private static final List<String> RUNNERS = List.of("voice-flink");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.wasl");

  @Test
  void thereAreNoPackageCycles() {
    slices().matching("org.wasl.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void termsStandOnTheJdkAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.wasl.terms..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("org.wasl.terms..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void papersStandOnTermsAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.wasl.paper..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("org.wasl.paper..", "org.wasl.terms..", "java..", "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void settlementStandsOnTermsAndPapersAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.wasl.settlement..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "org.wasl.settlement..",
            "org.wasl.paper..",
            "org.wasl.terms..",
            "java..",
            "org.jspecify..")
        .check(CLASSES);
  }

  @Test
  void theBorderKnowsNoServiceAndNoSpringOutsideItsStore() {
    noClasses()
        .that()
        .resideInAPackage("org.wasl.border..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.wasl.settlement..", "org.wasl.voice..", "org.wasl.numbering..", "org.wasl.post..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.wasl.border..")
        .and()
        .resideOutsideOfPackage("org.wasl.border.store..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "java.sql..")
        .check(CLASSES);
  }

  @Test
  void springStandsOnlyAtTheEdges() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.wasl.node..", "org.wasl.cli..", "..web..", "..setup..", "..store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework..")
        .check(CLASSES);
  }

  @Test
  void wordsImportNothingAboveThem() {
    for (String module : List.of("border", "settlement", "numbering", "voice", "post")) {
      noClasses()
          .that()
          .resideInAPackage("org.wasl." + module)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.wasl." + module + ".(*)..")
          .check(CLASSES);
    }
  }

  @Test
  void servicesImportEachOtherOnlyAsListed() throws IOException {
    Set<String> allowed = allowed();
    for (String one : SERVICES) {
      for (String other : SERVICES) {
        if (!one.equals(other) && !allowed.contains(one + " > " + other)) {
          noClasses()
              .that()
              .resideInAPackage("org.wasl." + one + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage("org.wasl." + other + "..")
              .check(CLASSES);
        }
      }
    }
  }

  private static Set<String> allowed() throws IOException {
    try (InputStream in = HouseTest.class.getResourceAsStream("/service-imports.txt")) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n"))
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .collect(Collectors.toSet());
    }
  }

  @Test
  void thereIsNoFloatingPointInMoney() {
    noClasses()
        .that()
        .resideInAnyPackage("org.wasl.settlement..", "org.wasl.voice.rating..", "org.wasl.terms..")
        .should()
        .accessClassesThat()
        .haveFullyQualifiedName("java.lang.Double")
        .check(CLASSES);
  }

  @Test
  void everyServiceIsListedAsAModule() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT.resolve("services"))) {
      Set<String> found =
          folders
              .map(each -> each.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new));
      found.removeAll(RUNNERS);
      assertEquals(new TreeSet<>(SERVICES), found);
    }
  }

  @Test
  void noCountryStandsInCode() throws IOException {
    Pattern named =
        Pattern.compile("\"(sy|iq|SY|IQ|963|964|SYP|IQD|Syria|Iraq|[^\"]*(سورية|العراق)[^\"]*)\"");
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> wrong =
          files
              .filter(file -> file.toString().contains("/src/main/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> named.matcher(read(file)).find())
              .toList();
      assertTrue(wrong.isEmpty(), wrong::toString);
    }
  }

  @Test
  void sheetsUseLogicalPropertiesOnly() throws IOException {
    Pattern physical =
        Pattern.compile(
            "(margin|padding|border|inset)-(left|right|top|bottom)|text-align: *(left|right)|float:");
    try (Stream<Path> files = Files.walk(ROOT.resolve("console/src/main"))) {
      List<Path> wrong =
          files
              .filter(file -> file.toString().endsWith(".css"))
              .filter(file -> physical.matcher(read(file)).find())
              .toList();
      assertTrue(wrong.isEmpty(), wrong::toString);
    }
  }

  @Test
  void bothLanguagesHaveEveryText() throws IOException {
    Path texts = ROOT.resolve("console/src/main/resources");
    requireEqualKeys(texts, "messages");
    for (String service : SERVICES) {
      if (Files.exists(texts.resolve("texts/" + service + ".properties"))) {
        requireEqualKeys(texts.resolve("texts"), service);
      }
    }
  }

  @Test
  void everyReasonForRefusingAReceiptIsExplained() {
    String page = read(ROOT.resolve("docs/verify-without-wasl.md"));
    for (String code : ReceiptVerifier.CODES) {
      assertTrue(page.contains("| `" + code + "` |"), code);
    }
  }

  private static void requireEqualKeys(Path folder, String name) throws IOException {
    assertEquals(
        keys(folder.resolve(name + ".properties")), keys(folder.resolve(name + "_en.properties")));
  }

  private static Set<String> keys(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.contains("="))
        .map(line -> line.substring(0, line.indexOf('=')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
