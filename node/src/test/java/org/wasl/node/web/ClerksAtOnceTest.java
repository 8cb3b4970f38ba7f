package org.wasl.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.wasl.post.Advice;
import org.wasl.post.ConsignmentId;
import org.wasl.post.DispatchId;
import org.wasl.post.DispatchKey;
import org.wasl.post.DispatchSeries;
import org.wasl.post.EventCode;
import org.wasl.post.ItemId;
import org.wasl.post.ItemReading;
import org.wasl.post.Leg;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.ReceptacleId.Indicator;
import org.wasl.post.exchange.ConsignmentDesk;
import org.wasl.post.exchange.ConsignmentDesk.Formed;
import org.wasl.post.exchange.InquiryDesk;
import org.wasl.post.exchange.PostDesk;
import org.wasl.post.following.ConsignmentPicture;
import org.wasl.post.following.ItemStory;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.ItemInquiry;
import org.wasl.terms.Person;
import org.wasl.terms.Refusal;

/// Clerks who act at the same moment on one node with PostgreSQL.
class ClerksAtOnceTest {
  private static final int CLERKS = 6;
  private static final int ITEMS = 40;
  private static final OfficeCode FROM = new OfficeCode("SYDAMA");
  private static final OfficeCode TO = new OfficeCode("IQBGWA");
  private static RunningConsole console = RunningConsole.start("at-once");

  @AfterAll
  static void stop() {
    console.close();
  }

  private static PostDesk post() {
    return console.node().services().desk(PostDesk.class);
  }

  private static ConsignmentDesk desk() {
    return console.node().services().consignments();
  }

  private static Person clerk(int number) {
    return new Person("clerk" + number, post().agreement().speaker(post().us()));
  }

  /// A dispatch of one receptacle.
  private static DispatchKey closed(String subClass, int serial, int firstItem) {
    int year = post().here().wall().getYear();
    DispatchSeries series = new DispatchSeries(FROM, TO, 'D', subClass, year % 10);
    DispatchKey dispatch = new DispatchKey(new DispatchId(series, serial), year);
    List<Advice.Item> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(
          new Advice.Item(
              new ItemReading.Valid(ItemId.of("EE", firstItem + i, "SY")),
              OptionalInt.of(500),
              Optional.empty(),
              Optional.empty()));
    }
    ReceptacleId bag = new ReceptacleId(dispatch.id(), 1, Indicator.YES, Indicator.NO, 200);
    Advice.Receptacle declared =
        new Advice.Receptacle(
            bag, "BG", OptionalInt.of(20_000), Optional.empty(), items, List.of());
    Advice advice =
        new Advice(
            dispatch, 1, post().here().wall(), Optional.empty(), List.of(), List.of(declared));
    Fact fact = new Fact(UUID.randomUUID(), FROM, post().here(), new Deed.Advised(advice));
    assertEquals(1, post().takeAll(List.of(fact), "test"));
    return dispatch;
  }

  private static Leg leg() {
    return new Leg(
        '3',
        "123456",
        Optional.empty(),
        FROM.value(),
        TO.value(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /// What each of the clerks gets who begin together.
  private static <T> List<T> atOnce(IntFunction<T> work) throws Exception {
    CountDownLatch start = new CountDownLatch(CLERKS);
    try (ExecutorService clerks = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < CLERKS; i++) {
        int number = i;
        all.add(
            clerks.submit(() -> {
              start.countDown();
              start.await();
              return work.apply(number);
            }));
      }
      List<T> done = new ArrayList<>();
      for (Future<T> each : all) {
        done.add(each.get());
      }
      return done;
    }
  }

  @Test
  void dispatchesHandedOverTogetherLeaveInConsignmentsOfDifferentNumbers() throws Exception {
    List<DispatchKey> dispatches = new ArrayList<>();
    for (int i = 0; i < CLERKS; i++) {
      dispatches.add(closed("UN", i + 1, 1_000 + i * ITEMS));
    }
    List<Optional<Refusal>> refused =
        atOnce(i -> desk().handOver(UUID.randomUUID(), dispatches.get(i), leg(), clerk(i)));
    assertTrue(refused.stream().allMatch(Optional::isEmpty), refused.toString());
    List<ConsignmentId> carriers =
        dispatches.stream()
            .flatMap(each -> desk().carrying(each).stream())
            .map(ConsignmentPicture::consignment)
            .toList();
    assertEquals(CLERKS, carriers.size());
    assertEquals(CLERKS, carriers.stream().distinct().count());
  }

  private static InquiryDesk.Opened ask(UUID wish, int item, int clerk) {
    LocalDate today = post().here().wall().toLocalDate();
    return console
        .node()
        .services()
        .desk(InquiryDesk.class)
        .open(
            new InquiryDesk.Wish(
                wish,
                FROM,
                ItemId.of("RR", item, "SY"),
                Set.of(ItemInquiry.Reason.LOST),
                today,
                FROM,
                500,
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                ItemInquiry.Asker.SENDER,
                Optional.empty(),
                ""),
            clerk(clerk));
  }

  private static List<Integer> numbers() {
    return console.node().services().desk(InquiryDesk.class).inquiries(false, 100).stream()
        .map(each -> each.inquiry().number())
        .sorted()
        .toList();
  }

  @Test
  void inquiriesGetDifferentNumbersAndOneWishedTwiceIsAskedOnce() throws Exception {
    UUID wish = UUID.randomUUID();
    atOnce(i -> ask(wish, 1, i));
    assertEquals(List.of(1), numbers());
    assertEquals(
        1,
        console.node().border().auditTrail().newest(100).stream()
            .filter(each -> each.action().equals("post.inquiry.open"))
            .count());
    atOnce(i -> ask(UUID.randomUUID(), 10 + i, i));
    assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), numbers());
    List<InquiryDesk.Opened> same = atOnce(i -> ask(UUID.randomUUID(), 30, i));
    assertEquals(1, same.stream().filter(each -> each instanceof InquiryDesk.Opened.Done).count());
  }

  @Test
  void oneConsignmentLeavesOnceWhoeverHandsItOver() throws Exception {
    DispatchKey dispatch = closed("EN", 1, 5_000);
    List<ReceptacleId> bags = desk().free(dispatch);
    List<Formed> formed =
        atOnce(i ->
            desk()
                .form(
                    new ConsignmentDesk.Forming(UUID.randomUUID(), FROM, TO, bags, List.of(leg())),
                    clerk(i)));
    List<ConsignmentId> done =
        formed.stream()
            .flatMap(each ->
                each instanceof Formed.Done(ConsignmentId id) ? Stream.of(id) : Stream.empty())
            .toList();
    assertEquals(1, done.size(), formed.toString());
    UUID twice = UUID.randomUUID();
    List<Optional<Refusal>> refused =
        atOnce(i ->
            desk().handOver(i < 2 ? twice : UUID.randomUUID(), done.getFirst(), leg(), clerk(i)));
    assertTrue(refused.stream().filter(Optional::isEmpty).count() <= 2, refused.toString());
    assertEquals(1, post().picture(dispatch).orElseThrow().departures().size());
    for (int i = 0; i < ITEMS; i++) {
      String item = ItemId.of("EE", 5_000 + i, "SY").value();
      assertEquals(
          1,
          post().item(item).events().stream()
              .filter(each -> ItemStory.code(each) == EventCode.EMC)
              .count());
    }
  }
}
