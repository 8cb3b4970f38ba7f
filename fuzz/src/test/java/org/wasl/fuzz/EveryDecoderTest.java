package org.wasl.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The decoders are read from the code: what takes bytes and is named for reading them.
class EveryDecoderTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.wasl");

  /// What reads only bytes that this node or its operator wrote.
  private static final Set<String> OWN =
      Set.of(
          // bodies at rest, authenticated by AES-GCM under the node's keys: BodyCipherTest
          "org.wasl.border.store.BodyCipher.open",
          "org.wasl.border.store.BodyCipher.openPart",
          // shipped, or named by the operator: it holds regular expressions, which are what it is
          // for
          "org.wasl.voice.wire.MappingProfile.read",
          // the node's own key file
          "org.wasl.border.wire.TlsIdentity.read");

  private static boolean isDecoder(JavaMethod method) {
    Set<String> taken =
        method.getRawParameterTypes().stream().map(JavaClass::getName).collect(Collectors.toSet());
    boolean takesBytes = taken.contains("[B") || taken.contains("java.io.InputStream");
    return takesBytes
        && method.getModifiers().contains(JavaModifier.STATIC)
        && !method.getModifiers().contains(JavaModifier.PRIVATE)
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !method.getRawReturnType().getName().equals("void")
        && method.getName().matches("(read|parse|recognise|open|decode|dated|share)[A-Z]?.*")
        && !method.getRawReturnType().getName().equals("[B")
        && !method.getOwner().getPackageName().startsWith("org.wasl.fuzz");
  }

  private static String name(JavaMember member) {
    return member.getOwner().getName() + "." + member.getName();
  }

  /// What a code unit may call, and what may stand in for an interface's method.
  private static Stream<JavaCodeUnit> next(JavaCodeUnit unit) {
    Stream<JavaCodeUnit> called =
        Stream.concat(
            unit.getCallsFromSelf().stream()
                .flatMap(call -> call.getTarget().resolveMember().stream()),
            unit.getCodeUnitReferencesFromSelf().stream()
                .flatMap(reference -> reference.getTarget().resolveMember().stream()));
    Stream<JavaCodeUnit> overriding =
        unit.getOwner().getAllSubclasses().stream()
            .flatMap(each ->
                each
                    .tryGetMethod(
                        unit.getName(),
                        unit.getRawParameterTypes().stream()
                            .map(JavaClass::getName)
                            .toArray(String[]::new))
                    .stream());
    return Stream.concat(called, overriding);
  }

  private static Set<JavaCodeUnit> reachedFromTargets() {
    Deque<JavaCodeUnit> waiting =
        new ArrayDeque<>(CLASSES.get("org.wasl.fuzz.Target").getCodeUnits());
    Set<JavaCodeUnit> reached = new HashSet<>(waiting);
    while (!waiting.isEmpty()) {
      next(waiting.removeFirst())
          .filter(each -> each.getOwner().getPackageName().startsWith("org.wasl"))
          .filter(each -> !each.getOwner().getName().startsWith("org.wasl.fuzz.Seeds"))
          .filter(reached::add)
          .forEach(waiting::add);
    }
    return reached;
  }

  @Test
  void everyDecoderOfBytesFromOutsideHasATarget() {
    Set<String> decoders =
        CLASSES.stream()
            .flatMap(each -> each.getMethods().stream())
            .filter(EveryDecoderTest::isDecoder)
            .map(EveryDecoderTest::name)
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(decoders.size() > 30, decoders::toString);
    assertTrue(decoders.containsAll(OWN.stream().filter(each -> !each.endsWith("Part")).toList()));
    Set<String> reached =
        reachedFromTargets().stream().map(EveryDecoderTest::name).collect(Collectors.toSet());
    decoders.removeAll(reached);
    decoders.removeAll(OWN);
    assertEquals(Set.of(), decoders, "decoders without a target in Target.java");
  }
}
