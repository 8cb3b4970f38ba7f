package org.wasl.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.wasl.node.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says what is wrong with a node.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Says what is wrong with a node. Exit 0: nothing.",
      "يفحص العقدة ويقول ما العمل."
    })
final class DoctorCommand implements Callable<Integer> {
  @Parameters(paramLabel = "HOME")
  private Path home = Path.of("");

  @Override
  public Integer call() {
    List<Doctor.Finding> findings = new Doctor(home.toAbsolutePath(), Instant.now()).look();
    for (Doctor.Finding each : findings) {
      System.out.println((each.well() ? "✓ " : "✗ ") + each.text().en() + " / " + each.text().ar());
    }
    return findings.stream().allMatch(Doctor.Finding::well) ? 0 : 1;
  }
}
