package org.takeup.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.takeup.store.JobRunner;
import org.takeup.store.ServedStore;
import org.takeup.store.Store;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** The outbox of a tenant whose job has cost eight nodes their lives before a mail went out. */
class DeadlyMailIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void theOutboxRestsAndIsThenEmptiedWithoutAnybodyAddingAMail() {
        try (var store = new ServedStore();
                Store raw = TestStores.connect(store.uri());
                var server = MailCatcher.start();
                var looker = DeliveryNode.looker(store)) {
            Workspace workspace = looker.tenant(Placement.POOLED);
            looker.add(workspace, DeliveryNode.KIND, 3);
            var jobs = raw.control("jobs");
            var ours = Filters.eq("tenant", workspace.tenant().id());
            // As eight nodes leave it that died one after the other.
            jobs.updateOne(ours, Updates.set("attempt", 8));

            try (var _ = node(store, server, Duration.ofMinutes(1))) {
                Eventually.holds(
                        "it rests",
                        SOON,
                        () -> "resting".equals(state(jobs.find(ours).first())));
                assertEquals(0, server.mails().size());
            }
            try (var _ = node(store, server, JobRunner.REST.plusMinutes(2))) {
                Eventually.holds(
                        "all are sent",
                        SOON,
                        () -> looker.outbox().tally(workspace).of(MailState.SENT) == 3);
                Eventually.holds("the job is over", SOON, () -> jobs.countDocuments(ours) == 0);
            }
        }
    }

    private static String state(@Nullable Document job) {
        return job == null ? "gone" : job.getString("state");
    }

    private static DeliveryNode node(ServedStore store, MailCatcher server, Duration ahead) {
        return new DeliveryNode(TestStores.connect(store.uri()), server.uri(), Clock.offset(Clock.systemUTC(), ahead));
    }
}
