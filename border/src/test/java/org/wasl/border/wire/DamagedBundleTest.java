package org.wasl.border.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wasl.border.Damage.everyCut;
import static org.wasl.border.Damage.everyFlip;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wasl.border.log.Hash;
import org.wasl.border.log.Proofs;
import org.wasl.border.log.Tree;
import org.wasl.border.seal.Checkpoint;
import org.wasl.border.seal.SignedNote;
import org.wasl.border.setup.TwoNodes;

/// The entries that an auditor reads (C2SP `tlog-tiles`, entry bundles), read as that specification
/// says and held against the countersigned root.
class DamagedBundleTest {
  private static final String LOG = "wasl/node.aa/node.bb/notes/1";
  private static final int SIZE = 5;

  private final TwoNodes nodes = new TwoNodes();
  private byte[] bundle = new byte[0];
  private Hash root = Hash.EMPTY;

  @BeforeEach
  void aBundleAndTheCheckpointOverIt() {
    for (int i = 0; i < SIZE; i++) {
      nodes.aa.say(nodes.bb, "note " + i);
    }
    nodes.settle();
    bundle = read("/tile/entries/000.p/" + SIZE);
    root = Checkpoint.read(SignedNote.read(read("/checkpoint")).text()).root();
  }

  private byte[] read(String path) {
    return new TileReader(nodes.bb.border)
        .read(nodes.bb.stores.logs()::find, "/" + LOG + path)
        .orElseThrow();
  }

  /// Why a bundle is not of the log; nothing when it is.
  private Optional<String> flaw(byte[] bytes) {
    List<Hash> leaves = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      while (in.hasRemaining() && leaves.size() <= SIZE) {
        byte[] entry = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(entry);
        leaves.add(Hash.leaf(entry));
      }
    } catch (BufferUnderflowException e) {
      return Optional.of("cut inside an entry");
    }
    if (leaves.size() != SIZE) {
      return Optional.of("another number of entries");
    }
    Hash subtree =
        new Tree((height, index) -> height == 0 ? leaves.get((int) index) : null).hash(0, SIZE);
    return Proofs.subtreeFlaw(0, SIZE, subtree, SIZE, root, List.of()).map(Enum::name);
  }

  @Test
  void everyFlippedBitOfAnEntryLeadsToAnotherRootAndOfALengthToAnotherNumberOfEntries() {
    assertEquals(Optional.empty(), flaw(bundle));
    List<Integer> lengths = new ArrayList<>();
    for (int at = 0; at < bundle.length; ) {
      lengths.add(at);
      lengths.add(at + 1);
      at += 2 + Short.toUnsignedInt(ByteBuffer.wrap(bundle).getShort(at));
    }
    everyFlip(
        bundle,
        (at, bad) -> {
          String flaw = flaw(bad).orElseThrow(() -> new AssertionError("taken: byte " + at));
          if (!lengths.contains(at)) {
            assertEquals(Proofs.Flaw.ROOT.name(), flaw, "byte " + at);
          }
        });
  }

  @Test
  void aBundleThatIsCutAnywhereIsNotWhole() {
    everyCut(
        bundle,
        (length, bad) ->
            assertEquals(
                true,
                List.of("cut inside an entry", "another number of entries")
                    .contains(flaw(bad).orElse("taken")),
                "cut at " + length));
  }
}
