package org.wasl.post.following;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wasl.post.CarrierStatus;
import org.wasl.post.Condition;
import org.wasl.post.OfficeCode;
import org.wasl.post.ReceptacleId;
import org.wasl.post.following.ConsignmentPicture.State;
import org.wasl.post.following.ConsignmentPicture.Status;
import org.wasl.post.recording.Deed;
import org.wasl.post.recording.Fact;
import org.wasl.post.recording.Irregularity;

class ConsignmentStoryTest {
  private static final ReceptacleId THIRD = Mail.bag(3, ReceptacleId.Indicator.NO, 20);

  private static ConsignmentPicture picture(Mail mail) {
    return ConsignmentStory.of(Mail.CONSIGNMENT, mail.facts());
  }

  private static List<Irregularity.Kind> kinds(ConsignmentPicture picture) {
    return picture.irregularities().stream().map(Irregularity::kind).toList();
  }

  @Test
  void aConsignmentGoesFromFormingOverTheCarrierToItsReception() {
    Mail mail = new Mail().formed(Mail.FIRST, Mail.SECOND);
    assertEquals(Status.FORMING, picture(mail).status());
    mail.handedOver();
    assertEquals(Status.HANDED_OVER, picture(mail).status());
    assertEquals(Optional.of(Mail.leg()), picture(mail).left());
    mail.told(CarrierStatus.DEPARTED, "24");
    assertEquals(Status.UNDER_WAY, picture(mail).status());
    mail.unloaded(Mail.FIRST, Condition.GOOD);
    assertEquals(Status.ARRIVING, picture(mail).status());
    mail.unloaded(Mail.SECOND, Condition.GOOD).accounted();
    assertEquals(Status.RECEIVED, picture(mail).status());
    assertEquals(List.of(), picture(mail).irregularities());
  }

  @Test
  void whatDidNotComeAndWhatCameTooMuchAreDifferences() {
    Mail mail =
        new Mail()
            .formed(Mail.FIRST, Mail.SECOND)
            .handedOver()
            .unloaded(Mail.FIRST, Condition.TORN)
            .unloaded(THIRD, Condition.GOOD)
            .accounted();
    assertEquals(Status.RECEIVED_DIFFERENT, picture(mail).status());
    assertEquals(
        List.of(
            Irregularity.Kind.RECEPTACLE_MISSING,
            Irregularity.Kind.RECEPTACLE_EXCESS,
            Irregularity.Kind.RECEPTACLE_DAMAGED),
        kinds(picture(mail)));
    assertEquals(
        List.of(State.FOUND, State.MISSING, State.EXCESS),
        picture(mail).receptacles().stream().map(each -> each.state()).toList());
  }

  @Test
  void aReceptacleThatIsScannedForItsDispatchAtTheOtherEndHasCome() {
    Mail mail = new Mail().formed(Mail.FIRST).handedOver().seen(Mail.FIRST).accounted();
    assertEquals(Status.RECEIVED, picture(mail).status());
    Mail other = new Mail().formed(Mail.FIRST).seen(Mail.SECOND).accounted();
    assertEquals(List.of(Irregularity.Kind.RECEPTACLE_MISSING), kinds(picture(other)));
  }

  @Test
  void aScanThatComesAfterTheReceptionMakesTheDifferenceGo() {
    Mail mail = new Mail().formed(Mail.FIRST, Mail.SECOND).seen(Mail.FIRST).accounted();
    assertEquals(List.of(Irregularity.Kind.RECEPTACLE_MISSING), kinds(picture(mail)));
    mail.unloaded(Mail.SECOND, Condition.GOOD);
    assertEquals(List.of(), kinds(picture(mail)));
    assertEquals(Status.RECEIVED, picture(mail).status());
  }

  @Test
  void whatNobodyFormedOrFormedTooLateOrOtherwiseIsSaid() {
    Mail none = new Mail().unloaded(Mail.FIRST, Condition.GOOD).accounted();
    assertEquals(List.of(Irregularity.Kind.ADVICE_MISSING), kinds(picture(none)));
    Mail late = new Mail().unloaded(Mail.FIRST, Condition.GOOD).formed(Mail.FIRST);
    assertEquals(List.of(Irregularity.Kind.ADVICE_LATE), kinds(picture(late)));
    Mail replaced =
        new Mail()
            .formed(Mail.FIRST)
            .add(Mail.FROM, new Deed.ConsignmentFormed(Mail.consigned(2, Mail.FIRST, Mail.SECOND)));
    assertEquals(List.of(Irregularity.Kind.ADVICE_REPLACED), kinds(picture(replaced)));
    assertEquals(2, picture(replaced).receptacles().size());
  }

  @Test
  void aConsignmentIsDissolvedByItsOriginAloneAndNotOnceItLeft() {
    Deed cancelled = new Deed.ConsignmentCancelled(Mail.CONSIGNMENT);
    Mail mail = new Mail().formed(Mail.FIRST);
    assertEquals(Status.CANCELLED, picture(mail.add(Mail.FROM, cancelled)).status());
    Mail stranger = new Mail().formed(Mail.FIRST).add(Mail.TO, cancelled);
    assertEquals(Status.FORMING, picture(stranger).status());
    Mail gone = new Mail().formed(Mail.FIRST).handedOver().add(Mail.FROM, cancelled);
    assertEquals(Status.HANDED_OVER, picture(gone).status());
    Mail came =
        new Mail()
            .formed(Mail.FIRST)
            .add(Mail.FROM, cancelled)
            .unloaded(Mail.FIRST, Condition.GOOD);
    assertEquals(List.of(Irregularity.Kind.ADVICE_MISSING), kinds(picture(came)));
  }

  @Test
  void anOfficeThatIsNotItsOriginFormsNothing() {
    Mail mail =
        new Mail()
            .add(Mail.TO, new Deed.ConsignmentFormed(Mail.consigned(9, Mail.SECOND)))
            .formed(Mail.FIRST);
    assertEquals(
        List.of(Mail.FIRST), picture(mail).receptacles().stream().map(each -> each.id()).toList());
  }

  @Test
  void theOfficeThatSendsAConsignmentDoesNotReceiveIt() {
    Mail mail =
        new Mail()
            .formed(Mail.FIRST)
            .handedOver()
            .add(
                Mail.FROM,
                new Deed.ReceptacleUnloaded(
                    Mail.CONSIGNMENT, Mail.FIRST, Condition.GOOD, OptionalInt.empty()))
            .add(Mail.FROM, new Deed.ConsignmentReceived(Mail.CONSIGNMENT));
    assertEquals(Status.HANDED_OVER, picture(mail).status());
    assertEquals(List.of(), picture(mail).irregularities());
  }

  @Test
  void whatTheCarrierSaysIsShownOnTheReceptaclesThatItNames() {
    Mail mail =
        new Mail()
            .formed(Mail.FIRST, Mail.SECOND)
            .told(CarrierStatus.POSSESSION, "74")
            .told(CarrierStatus.OFFLOADED, "41", Mail.SECOND);
    ConsignmentPicture picture = picture(mail);
    assertEquals(Status.HANDED_OVER, picture.status());
    assertEquals(
        List.of("74", "41"),
        picture.receptacles().stream()
            .map(each -> each.carrier().orElseThrow().what().code())
            .toList());
  }

  @Test
  void everyOrderOfTheFactsGivesTheSame() {
    Mail mail =
        new Mail()
            .formed(Mail.FIRST, Mail.SECOND)
            .add(Mail.FROM, new Deed.ConsignmentFormed(Mail.consigned(2, Mail.FIRST, Mail.SECOND)))
            .handedOver()
            .told(CarrierStatus.POSSESSION, "74", Mail.FIRST)
            .told(CarrierStatus.DEPARTED, "24")
            .seen(Mail.FIRST)
            .unloaded(Mail.FIRST, Condition.WET)
            .unloaded(THIRD, Condition.GOOD)
            .accounted()
            .accounted();
    ConsignmentPicture expected = picture(mail);
    assertEquals(Status.RECEIVED_DIFFERENT, expected.status());
    for (int seed = 0; seed < 200; seed++) {
      List<Fact> facts = new ArrayList<>(mail.facts());
      facts.addAll(mail.facts().subList(0, seed % mail.facts().size()));
      Collections.shuffle(facts, new Random(seed));
      ConsignmentPicture shuffled = ConsignmentStory.of(Mail.CONSIGNMENT, facts);
      assertEquals(expected, shuffled);
      assertEquals(expected.digest(), shuffled.digest());
    }
  }

  @Test
  void aReceptacleUnloadedAtItsDestinationHasComeForItsDispatchAndElsewhereIsUnderWay() {
    Mail mail = new Mail().advised().unloaded(Mail.FIRST, Condition.TORN);
    assertEquals(ReceptaclePicture.State.RECEIVED, mail.picture().receptacles().getFirst().state());
    assertTrue(
        mail.picture().irregularities().stream()
            .anyMatch(each -> each.kind() == Irregularity.Kind.RECEPTACLE_DAMAGED));
    Mail transit =
        new Mail()
            .advised()
            .add(
                new OfficeCode("SYALPA"),
                new Deed.ReceptacleUnloaded(
                    Mail.CONSIGNMENT, Mail.FIRST, Condition.GOOD, OptionalInt.empty()));
    assertEquals(
        ReceptaclePicture.State.AWAITED, transit.picture().receptacles().getFirst().state());
  }
}
