package org.takeup.survey;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.takeup.store.CollectionSpec;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * On which day each person was last invited to a survey, whichever it was, so that nobody is asked too often. By the
 * person's id; says nothing about whether they answered.
 */
final class Asked {
    static final CollectionSpec ASKED = CollectionSpec.named("survey_asked");
    /** Within so many days, nobody is asked a second time unless the planner says so. */
    static final int DAYS = 30;

    private final TenantCollection asked;
    private final LocalDate today;

    Asked(Workspace workspace) {
        this.asked = workspace.collection(ASKED);
        this.today = workspace.today();
    }

    /** Those of these people who were asked in the last days. */
    Set<String> lately(Collection<String> people) {
        var lately = new HashSet<String>();
        if (!people.isEmpty()) {
            LocalDate since = today.minusDays(DAYS);
            for (Document each : asked.findAll(people)) {
                if (LocalDate.parse(each.getString("day")).isAfter(since)) {
                    lately.add(TenantCollection.id(each));
                }
            }
        }
        return lately;
    }

    /** Notes on which day people were asked. Whoever was asked later still is left as they are; safe to repeat. */
    void on(Map<String, LocalDate> days) {
        if (days.isEmpty()) {
            return;
        }
        var news = new HashMap<>(days);
        asked.findAll(days.keySet())
                .forEach(each -> news.computeIfPresent(
                        TenantCollection.id(each),
                        (person, day) -> LocalDate.parse(each.getString("day")).isBefore(day) ? day : null));
        asked.write(news.entrySet().stream()
                .<TenantCollection.Write>map(each -> new TenantCollection.Write.Put(
                        each.getKey(), new Document("day", each.getValue().toString())))
                .toList());
    }
}
