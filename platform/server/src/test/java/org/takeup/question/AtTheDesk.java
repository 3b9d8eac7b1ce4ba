package org.takeup.question;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.MailCatcher;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;

/** A platform whose mail is caught and whose clock stands still, and for each test a desk in a workspace of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtTheDesk {
    final StillClock clock = new StillClock();
    MailCatcher mail;
    TestPlatform platform;

    @BeforeAll
    void start() {
        mail = MailCatcher.start();
        platform = Desk.platform(clock, mail);
    }

    @AfterAll
    void stop() {
        platform.close();
        mail.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    Desk desk(String... names) {
        return desk(Placement.POOLED, names);
    }

    Desk desk(Placement placement, String... names) {
        return new Desk(platform, clock, mail, placement, names);
    }
}
