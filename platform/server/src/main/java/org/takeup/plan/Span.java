package org.takeup.plan;

import static com.mongodb.client.model.Filters.gte;

import com.mongodb.client.model.Projections;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.plugin.api.plan.Asks;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.tenant.Workspace;

/**
 * How often somebody may be asked to say something: in any 30 days and over all plans, 3 times as a champion or a peer, who
 * do it beside their work, and 4 times as anybody else. Mailboxes have no span: nobody knows who reads them.
 */
final class Span {
    /** For line managers, sponsors, trainers and internal communications. */
    static final int USUAL = 4;

    /** For champions and peers. */
    static final int CHAMPION = 3;

    /** The learning team's own work has no end in numbers. */
    static final int ENDLESS = 10_000;

    private Span() {}

    /** How often one person may be asked as this messenger. */
    static int of(Messenger messenger) {
        return switch (messenger) {
            case PEER, CHAMPION -> CHAMPION;
            case LINE_MANAGER, SPONSOR, TRAINER, INTERNAL_COMMUNICATIONS -> USUAL;
            case LEARNING_TEAM -> ENDLESS;
        };
    }

    /** How often each of these people was asked in the last 30 days, by id; whoever was not asked is left out. */
    static Map<String, Integer> asked(Workspace workspace, Collection<String> people, Instant now) {
        Set<String> wanted = new HashSet<>(people);
        var asked = new HashMap<String, Integer>();
        if (!wanted.isEmpty()) {
            workspace
                    .collection(PlanStore.STEPS)
                    .find(gte("dispatched", Date.from(now.minus(Duration.ofDays(Asks.days())))))
                    .projection(Projections.include("asked"))
                    .forEach(row -> row.getList("asked", String.class, List.of()).stream()
                            .filter(wanted::contains)
                            .forEach(person -> asked.merge(person, 1, Integer::sum)));
        }
        return asked;
    }
}
