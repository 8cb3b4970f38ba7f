package org.wasl.border.store;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.wasl.border.keeping.StagingStore;

/// Staged bodies in memory.
final class MemoryStaging implements StagingStore {
  private final Map<String, Staged> bodies = new TreeMap<>();

  private record Staged(ByteArrayOutputStream bytes, Instant at) {}

  @Override
  public long received(String peer, String commitment) {
    Staged known = bodies.get(key(peer, commitment));
    return known == null ? 0 : known.bytes().size();
  }

  @Override
  public long bytes(String peer) {
    return bodies.entrySet().stream()
        .filter(each -> each.getKey().startsWith(peer + " "))
        .mapToLong(each -> each.getValue().bytes().size())
        .sum();
  }

  @Override
  public int bodies(String peer) {
    return (int) bodies.keySet().stream().filter(each -> each.startsWith(peer + " ")).count();
  }

  @Override
  public boolean add(String peer, String commitment, long offset, byte[] part, Instant at) {
    if (received(peer, commitment) != offset) {
      return false;
    }
    bodies
        .computeIfAbsent(key(peer, commitment), _ -> new Staged(new ByteArrayOutputStream(), at))
        .bytes()
        .writeBytes(part);
    return true;
  }

  @Override
  public Optional<byte[]> find(String peer, String commitment) {
    return Optional.ofNullable(bodies.get(key(peer, commitment)))
        .map(each -> each.bytes().toByteArray());
  }

  @Override
  public void remove(String peer, String commitment) {
    bodies.remove(key(peer, commitment));
  }

  @Override
  public int removeBefore(Instant time) {
    int before = bodies.size();
    bodies.values().removeIf(each -> each.at().isBefore(time));
    return before - bodies.size();
  }

  private static String key(String peer, String commitment) {
    return peer + " " + commitment;
  }
}
