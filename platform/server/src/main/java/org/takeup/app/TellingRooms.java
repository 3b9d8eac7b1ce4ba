package org.takeup.app;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.delivery.Outbox;
import org.takeup.http.Room;
import org.takeup.inbox.Inbox;
import org.takeup.inbox.InboxRoutes;
import org.takeup.plan.Plans;
import org.takeup.plan.Stakeholders;
import org.takeup.preference.PersonalWishes;
import org.takeup.preference.Preferences;
import org.takeup.preference.ToldRoutes;
import org.takeup.preference.UnsubscribeRoutes;
import org.takeup.preference.Wanted;
import org.takeup.preference.WantedRoutes;
import org.takeup.question.AskRoutes;
import org.takeup.question.FaqRoutes;
import org.takeup.question.Questions;
import org.takeup.question.TriageApi;
import org.takeup.question.TriageRoutes;
import org.takeup.tenant.Workspace;

/** Telling people: what each has in the inbox and wants to hear of, and the questions that they ask. */
final class TellingRooms {
    private final Inbox inbox;
    private final Preferences preferences;
    private final Told told;
    private final Questions questions;

    TellingRooms(Ground ground, Stakeholders stakeholders) {
        this.inbox = new Inbox(ground.signals());
        this.preferences = new Preferences(
                ground.people(),
                (workspace, id) -> stakeholders.find(workspace, id).isPresent(),
                ground.publicUrl());
        preferences.trimBy(ground.jobs());
        Outbox outbox = ground.outbox();
        outbox.honour(new PersonalWishes(preferences));
        outbox.unsubscribeAt(preferences);
        outbox.tellComplaints(preferences::unsubscribe);
        this.told = new Told(inbox, preferences);
        outbox.tellWentOut(told::byMail);
        this.questions = new Questions(ground.people(), outbox, ground.jobs(), told, ground.publicUrl());
    }

    Preferences preferences() {
        return preferences;
    }

    Told told() {
        return told;
    }

    Questions questions() {
        return questions;
    }

    Stream<Room> all(Plans plans) {
        return Stream.of(
                new AskRoutes(questions).room(),
                new FaqRoutes(questions).room(),
                new TriageRoutes(questions).room(),
                new TriageApi(questions).room(),
                new ToldRoutes(preferences).room(),
                new UnsubscribeRoutes(preferences).room(),
                new WantedRoutes(new Wanted(preferences.cap()), (workspace, ids) -> names(plans, workspace, ids))
                        .room(),
                new InboxRoutes(inbox).room());
    }

    /** What plans are called; those that are gone are left out. */
    private static Map<String, String> names(Plans plans, Workspace workspace, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : plans.all(workspace).stream()
                        .filter(plan -> ids.contains(plan.id()))
                        .collect(Collectors.toMap(plan -> plan.id(), plan -> plan.title()));
    }
}
