package org.wasl.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.node.doctor.Doctor;
import org.wasl.terms.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Says what is wrong with a node.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    exitCodeList = "1:something is not well / وُجد خلل في العقدة",
    description = {"Says what is wrong with a node.", "يفحص العقدة ويقول ما العمل."})
final class DoctorCommand implements Callable<Integer> {
  @Parameters(paramLabel = "HOME", description = "the folder of the node / مجلد العقدة")
  private Path home = Path.of("");

  @Mixin private Answer answer = new Answer();

  @Override
  public Integer call() {
    List<Doctor.Finding> findings = new Doctor(home.toAbsolutePath(), Instant.now()).look();
    boolean well = findings.stream().allMatch(Doctor.Finding::well);
    answer.give(
        () ->
            Json.Obj.with()
                .put("well", well)
                .put("findings", Json.Arr.of(findings.stream().map(DoctorCommand::json).toList()))
                .end(),
        () ->
            findings.forEach(each ->
                System.out.println(
                    (each.well() ? "✓ " : "✗ ") + each.text().en() + " / " + each.text().ar())));
    return well ? ExitCode.DONE.code() : ExitCode.NO.code();
  }

  private static Json.Obj json(Doctor.Finding finding) {
    return Json.Obj.with()
        .put("well", finding.well())
        .put("en", finding.text().en())
        .put("ar", finding.text().ar())
        .end();
  }
}
