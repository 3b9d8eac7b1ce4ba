package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.model.Filters;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.store.CollectionSpec;
import org.takeup.store.ServedStore;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/**
 * A node is killed with -9 while it invites people to a survey, at three points of its batches, with mails of the batches
 * before on their way. In the end everybody is invited once and has a mail at least; a mail that came twice is the same one
 * by its Message-ID.
 */
class KilledInvitationsIT {
    /** Three batches. */
    private static final int PEOPLE = 1_100;

    private static final String SLUG = "killed";
    private static final CollectionSpec OUTBOX = CollectionSpec.named("outbox");

    @TempDir
    private Path folder;

    /** Where the job that invites stands still, counted in the commands by which it writes mails. */
    private enum Point {
        /** The first batch is with the outbox; the second one is on the roll and has its ballots, and no mails. */
        BEFORE_THE_SECOND_MAILS,
        /** The first batch was gone through again, and the node does not know yet that this was kept. */
        AFTER_THE_FIRST_MAILS,
        BEFORE_THE_THIRD_MAILS
    }

    @Test
    void whoeverIsToBeInvitedHasAMailHoweverOftenTheNodeIsKilled() throws Exception {
        try (var store = new ServedStore();
                var mail = MailCatcher.start()) {
            for (Point point : Point.values()) {
                DoomedNode.kill(
                        KilledInvitationsIT.class,
                        folder,
                        point.name(),
                        store.uri(),
                        mail.uri().toString(),
                        point.name());
            }
            Clock clock = later(Point.values().length);
            try (var platform =
                    TestPlatform.on(store.uri(), sendingTo(mail.uri().toString()), clock, new DoomedNode.Unstopped())) {
                Workspace workspace = platform.tenant(SLUG, Placement.POOLED);
                Wave wave = new WaveStore(workspace).list(Optional.empty(), 1).getFirst();
                Eventually.holds("everybody is invited", DoomedNode.SOON, () -> isDone(workspace, wave));
                Eventually.holds("every mail is out", DoomedNode.SOON, () -> waiting(workspace) == 0);

                assertEquals(
                        PEOPLE,
                        new TurnoutStore(workspace, wave.id()).participation().invited());
                Map<String, Set<String>> ids = new HashMap<>();
                mail.mails()
                        .forEach(each -> ids.computeIfAbsent(MailCatcher.header(each, "To"), ignored -> new HashSet<>())
                                .add(MailCatcher.header(each, "Message-ID")));
                assertEquals(PEOPLE, ids.size(), "nobody is missing");
                assertEquals(
                        Map.of(),
                        ids.entrySet().stream()
                                .filter(each -> each.getValue().size() != 1)
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                        "a mail that came again is the same one");
                assertEquals(PEOPLE, count(workspace, "SENT"), "and none is left to a person");
                assertEquals(List.of(), platform.watch().offences());
            }
        }
    }

    private static boolean isDone(Workspace workspace, Wave wave) {
        return new CourseStore(workspace)
                .of(wave.id())
                .flatMap(Course::inviting)
                .filter(each -> each.state() == Course.Inviting.State.DONE)
                .isPresent();
    }

    private static long count(Workspace workspace, String state) {
        return workspace.collection(OUTBOX).count(Filters.eq("state", state));
    }

    private static long waiting(Workspace workspace) {
        return count(workspace, "QUEUED") + count(workspace, "SENDING");
    }

    /** Minutes after the node before it by its clock, so that the leases of the killed one are over. */
    private static Clock later(int round) {
        return Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10L * round));
    }

    private static UnaryOperator<Map<String, String>> sendingTo(String server) {
        return DoomedNode.environment(Map.of("TAKEUP_SMTP_URI", server));
    }

    /** The node that is killed. The first one opens the survey and has everybody invited; the others find that in the store. */
    public static void main(String[] arguments) {
        DoomedNode.live(arguments, KilledInvitationsIT::invite);
    }

    private static void invite(DoomedNode self, List<String> arguments) {
        Point point = Point.valueOf(arguments.get(2));
        var platform = TestPlatform.on(
                arguments.get(0), sendingTo(arguments.get(1)), later(point.ordinal()), new Stand(point, self));
        Workspace workspace = platform.tenant(SLUG, Placement.POOLED);
        if (point.ordinal() == 0) {
            Samples.people(workspace, 0, PEOPLE, "Sales");
            var planner = new Planner(platform, workspace);
            planner.press(planner.open(Map.of()), "/invitations");
        }
    }

    /** Lets the job that invites stand at the point for ever, after saying so. Its commands are sent by its own thread. */
    private static final class Stand implements CommandListener {
        private final Point point;
        private final DoomedNode node;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger kept = new AtomicInteger();

        Stand(Point point, DoomedNode node) {
            this.point = point;
            this.node = node;
        }

        private static boolean invites() {
            String job = MDC.get("job");
            return job != null && job.startsWith("survey-invite");
        }

        @Override
        public void commandStarted(CommandStartedEvent event) {
            boolean mails = event.getCommandName().equals("update")
                    && event.getCommand().getString("update").getValue().equals("outbox");
            if (mails && invites()) {
                int batch = begun.incrementAndGet();
                if ((batch == 2 && point == Point.BEFORE_THE_SECOND_MAILS)
                        || (batch == 3 && point == Point.BEFORE_THE_THIRD_MAILS)) {
                    stand();
                }
                kept.set(event.getRequestId());
            }
        }

        @Override
        public void commandSucceeded(CommandSucceededEvent event) {
            if (point == Point.AFTER_THE_FIRST_MAILS && kept.get() == event.getRequestId() && invites()) {
                stand();
            }
        }

        private void stand() {
            node.isThere();
            DoomedNode.stand();
        }
    }
}
