package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Invitations in the name of people's line managers, and who takes part by that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessengerIT {
    private MailCatcher mails;
    private TestPlatform platform;

    @BeforeAll
    void start() {
        mails = MailCatcher.start();
        platform = TestPlatform.mailing(mails, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        mails.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** So many people who report to the manager. */
    private static List<String> team(Workspace workspace, int from, int count, Optional<PersonRecord> manager) {
        List<PersonRecord> records = new ArrayList<>();
        for (int n = from; n < from + count; n++) {
            PersonRecord plain = Samples.person(workspace, n, "Sales");
            records.add(new PersonRecord(
                    plain.source(),
                    plain.externalId(),
                    plain.name(),
                    plain.email(),
                    plain.unit(),
                    manager.map(PersonRecord::externalId),
                    true));
        }
        new People().upsert(workspace, records);
        return records.stream().map(PersonRecord::personId).toList();
    }

    private static PersonRecord manager(Workspace workspace, String id, String name, boolean active) {
        String email = id + "@" + workspace.tenant().slug() + ".example";
        var record = new PersonRecord("lms", id, name, email, Optional.of("Lead"), Optional.empty(), active);
        new People().upsert(workspace, List.of(record));
        return record;
    }

    private MimeMessage mailTo(Workspace workspace, String name) {
        String address = name + "@" + workspace.tenant().slug() + ".example";
        return mails.mails().stream()
                .filter(mail -> MailCatcher.header(mail, "To").equals(address))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whoHasAManagerIsWrittenToInTheirNameAndTheOthersByTheOrganisation() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        PersonRecord maria = manager(workspace, "maria", "María \"M\" López\r\nBcc: all@example.com", true);
        PersonRecord gone = manager(workspace, "gone", "Gone", false);
        List<String> marias = team(workspace, 0, 6, Optional.of(maria));
        team(workspace, 10, 3, Optional.of(gone));
        team(workspace, 20, 3, Optional.empty());
        String id = planner.open(Map.of("segment", "unit:Sales", "messenger", "MANAGER"));
        planner.press(id, "/invitations");
        Eventually.holds(
                "twelve mails arrive",
                Samples.SOON,
                () -> mails.mails().stream()
                                .filter(mail -> MailCatcher.header(mail, "To")
                                        .endsWith("@" + workspace.tenant().slug() + ".example"))
                                .count()
                        == 12);

        MimeMessage hers = mailTo(workspace, "p0");
        assertTrue(MailCatcher.text(hers).startsWith("A word from María \"M\" López Bcc: all@example.com, sent for"));
        assertEquals(maria.email(), MailCatcher.header(hers, "Reply-To"));
        assertEquals("", MailCatcher.header(hers, "Bcc"));
        String from = MailCatcher.header(hers, "From");
        String usual = MailCatcher.header(mailTo(workspace, "p20"), "From").replaceFirst(".*<(.*)>", "$1");
        assertTrue(from.startsWith("=?UTF-8?B?") && from.endsWith("<" + usual + ">"), from);
        for (String none : List.of("p10", "p20")) {
            assertEquals("", MailCatcher.header(mailTo(workspace, none), "Reply-To"));
            assertFalse(MailCatcher.text(mailTo(workspace, none)).contains("A word from"));
        }

        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        String ballot = WaveKey.ballotId(id, Samples.ticket(workspace, wave, marias.getFirst()));
        new BallotStore(workspace, id).finish(ballot);
        var messengers = planner.read("/waves/" + id + "/course").get("messengers");
        assertEquals(2, messengers.size(), messengers.toString());
        assertEquals("MANAGER", messengers.get(0).get("messenger").asText());
        assertEquals(6, messengers.get(0).get("invited").asInt());
        assertEquals(1, messengers.get(0).get("finished").asInt());
        assertTrue(planner.page(id).contains("Their line manager"));
    }

    @Test
    void whereFewerThanThePromiseWereWrittenToByOneMessengerNeitherIsShownAlsoAfterClosing() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.DEDICATED);
        var planner = new Planner(platform, workspace);
        PersonRecord manager = manager(workspace, "boss", "Bo Boss", true);
        team(workspace, 0, 2, Optional.of(manager));
        team(workspace, 10, 7, Optional.empty());
        String id = planner.open(Map.of("segment", "unit:Sales", "messenger", "MANAGER"));
        planner.press(id, "/invitations");
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        Eventually.holds("nine are invited", Samples.SOON, () -> Samples.invited(workspace, wave) == 9);
        assertEquals(
                0, planner.read("/waves/" + id + "/course").get("messengers").size());
        assertFalse(planner.page(id).contains("Their line manager"));
        Samples.closeAndSeparate(platform, workspace, wave);
        assertEquals(
                0, planner.read("/waves/" + id + "/course").get("messengers").size());
        assertFalse(platform.dump(workspace).stream()
                .filter(each -> each.containsKey("answers"))
                .anyMatch(each -> each.containsKey("messenger")));
    }
}
