package org.wasl.post.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wasl.post.following.InquiryClock;
import org.wasl.post.following.InquiryClocks;
import org.wasl.post.inquiring.InquiryTerms;
import org.wasl.post.recording.ItemInquiry.Reason;
import org.wasl.post.recording.ItemInquiry.Service;
import org.wasl.terms.LegalGround;
import org.wasl.terms.PartyId;
import org.wasl.terms.Validity;
import org.wasl.terms.country.CountriesFolder;
import org.wasl.terms.json.JsonObjectReader;

/// Reads what two posts agreed on inquiries: the member `inquiries` of `post-agreement.json`, and
/// `post-indemnities.csv` beside it. Times are ISO 8601 periods, as `P2M`.
public final class InquiryTermsFile {
  private InquiryTermsFile() {}

  /// @throws org.wasl.terms.json.MalformedJsonException with file and member
  /// @throws MalformedTableException with file, line and column
  public static InquiryTerms read(CountriesFolder countries, PartyId one, PartyId other) {
    Path folder = countries.border(one, other);
    JsonObjectReader in =
        CountriesFolder.open(folder.resolve("post-agreement.json")).object("inquiries");
    Path amounts = folder.resolve("post-indemnities.csv");
    try {
      InquiryTerms terms =
          new InquiryTerms(
              clocks(in),
              IndemnityTable.read(amounts.toString(), bytes(amounts)),
              in.integer("toldDays", 1, 31),
              ground(in.object("ground")),
              in.integer("peopleDays", 1, 3_660),
              reminding(in));
      CountriesFolder.sourced(in);
      in.end();
      return terms;
    } catch (MalformedTableException e) {
      throw e;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw in.wrong("clocks", "clocks of inquiries", String.valueOf(e.getMessage()));
    }
  }

  private static Optional<InquiryTerms.Reminding> reminding(JsonObjectReader in) {
    if (!in.has("remind")) {
      return Optional.empty();
    }
    JsonObjectReader remind = in.object("remind");
    InquiryTerms.Reminding reminding =
        new InquiryTerms.Reminding(
            Period.ofDays(remind.integer("afterDays", 1, 366)), remind.integer("most", 1, 100));
    remind.end();
    return Optional.of(reminding);
  }

  private static InquiryClocks clocks(JsonObjectReader in) {
    List<InquiryClock> clocks = new ArrayList<>();
    for (JsonObjectReader each : in.objects("clocks")) {
      clocks.add(
          new InquiryClock(
              each.strings("services").stream().map(Service::of).collect(Collectors.toSet()),
              new Validity(
                  each.optionalString("from").map(LocalDate::parse),
                  each.optionalString("to").map(LocalDate::parse)),
              Period.parse(each.string("admissible")),
              Period.parse(each.string("answer")),
              Period.parse(each.string("remind")),
              reasons(each.strings("silenceBinds"))));
      each.end();
    }
    return new InquiryClocks(clocks);
  }

  private static Set<Reason> reasons(List<String> words) {
    return words.stream()
        .map(each -> Reason.valueOf(each.toUpperCase(Locale.ROOT).replace('-', '_')))
        .collect(Collectors.toSet());
  }

  private static LegalGround ground(JsonObjectReader in) {
    LegalGround ground =
        new LegalGround(
            in.string("basis"), in.string("instrument"), in.string("purpose"), Optional.empty());
    in.end();
    return ground;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
