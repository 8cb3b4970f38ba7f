package org.wasl.voice.store;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wasl.border.store.MemoryTransactions;
import org.wasl.terms.PartyId;
import org.wasl.terms.json.Json;
import org.wasl.voice.exchange.VoiceStore;
import org.wasl.voice.mediation.CallPart;
import org.wasl.voice.mediation.FileReport;
import org.wasl.voice.mediation.KeptPart;
import org.wasl.voice.mediation.KeptParts;
import org.wasl.voice.mediation.PartBook;
import org.wasl.voice.mediation.PartChanges;

/// Voice's store in memory.
public final class MemoryVoiceStore implements VoiceStore {
  private final MemoryTransactions transactions;
  private final List<FileReport> files = new ArrayList<>();
  private final PartBook parts = new PartBook();
  private final Map<YearMonth, List<Json.Obj>> steps = new TreeMap<>();
  private final List<Json.Obj> sheets = new ArrayList<>();
  private final Map<String, byte[]> shares = new HashMap<>();
  private final Map<YearMonth, List<byte[]>> details = new HashMap<>();

  public MemoryVoiceStore(MemoryTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void addFile(FileReport file, PartChanges changes) {
    files.add(file);
    Runnable undo = parts.take(changes);
    transactions.changed(() -> {
      files.remove(file);
      undo.run();
    });
  }

  @Override
  public List<FileReport> files() {
    Map<String, List<KeptPart>> byFile =
        parts.all().stream().collect(Collectors.groupingBy(each -> each.part().place().file()));
    return files.stream()
        .map(file -> {
          List<KeptPart> of = byFile.get(file.sha256());
          return of == null ? file : file.with(FileReport.Parts.of(of));
        })
        .toList();
  }

  @Override
  public KeptParts parts() {
    return parts;
  }

  @Override
  public List<CallPart.Place> partsOf(String file, int record) {
    Optional<KeptPart.Whole> whole = Optional.of(new KeptPart.Whole(file, record));
    return parts.all().stream()
        .filter(each -> each.whole().equals(whole))
        .map(KeptPart::part)
        .sorted(Comparator.comparingLong(CallPart::number).thenComparingLong(CallPart::time))
        .map(CallPart::place)
        .toList();
  }

  @Override
  public void addStep(YearMonth period, Json.Obj step) {
    List<Json.Obj> all = steps.computeIfAbsent(period, _ -> new ArrayList<>());
    all.add(step);
    transactions.changed(all::removeLast);
  }

  @Override
  public List<Json.Obj> steps(YearMonth period) {
    return List.copyOf(steps.getOrDefault(period, List.of()));
  }

  @Override
  public SequencedMap<YearMonth, Integer> counts() {
    SequencedMap<YearMonth, Integer> counts = new LinkedHashMap<>();
    steps.forEach((period, all) -> counts.put(period, all.size()));
    return counts;
  }

  @Override
  public List<YearMonth> periods() {
    return List.copyOf(steps.keySet());
  }

  @Override
  public void addSheet(Json.Obj step) {
    sheets.add(step);
    transactions.changed(sheets::removeLast);
  }

  @Override
  public List<Json.Obj> sheets() {
    return List.copyOf(sheets);
  }

  @Override
  public void putShare(YearMonth period, PartyId party, byte[] share) {
    String key = period + " " + party;
    if (shares.putIfAbsent(key, share) == null) {
      transactions.changed(() -> shares.remove(key));
    }
  }

  @Override
  public Optional<byte[]> share(YearMonth period, PartyId party) {
    return Optional.ofNullable(shares.get(period + " " + party));
  }

  @Override
  public void addDetail(YearMonth period, byte[] rows) {
    List<byte[]> all = details.computeIfAbsent(period, _ -> new ArrayList<>());
    all.add(rows);
    transactions.changed(all::removeLast);
  }

  @Override
  public List<byte[]> details(YearMonth period) {
    return List.copyOf(details.getOrDefault(period, List.of()));
  }

  @Override
  public void destroySecrets(YearMonth period) {
    Map<String, byte[]> oldShares = new HashMap<>(shares);
    Map<YearMonth, List<byte[]>> oldDetails = new HashMap<>(details);
    shares.keySet().removeIf(key -> key.startsWith(period + " "));
    details.remove(period);
    transactions.changed(() -> {
      shares.putAll(oldShares);
      details.putAll(oldDetails);
    });
  }
}
