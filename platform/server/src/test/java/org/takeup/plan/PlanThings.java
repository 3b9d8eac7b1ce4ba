package org.takeup.plan;

import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.takeup.people.People;
import org.takeup.plan.clash.Feeds;
import org.takeup.plan.schedule.OwnDay;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** What tests of all routes need around a plan. Words hold the workspace's short name. */
public final class PlanThings {
    private static final Caller PLANNER = new Caller("pia", "Pia", "pia@example.org", Set.of(Role.PLANNER));

    private PlanThings() {}

    /** The id of a template that is a copy of this plan. */
    public static String template(Workspace workspace, String plan) {
        var copies = new PlanCopies(new Stakeholders(), new PlanCalendar());
        copies.keep(workspace, plan);
        return copies.all(workspace).getFirst().id();
    }

    /** The id of a comment on this plan. */
    public static String comment(Workspace workspace, String plan) {
        return new PlanComments(new People())
                .add(
                        workspace,
                        PLANNER,
                        plan,
                        "",
                        "Comment of " + workspace.tenant().slug())
                .id();
    }

    /** The id of a calendar whose address nobody answers at. */
    public static String feed(Workspace workspace) {
        String id = RandomCode.hex(12);
        workspace
                .collection(Feeds.FEEDS)
                .insert(
                        id,
                        new Document("name", "Calendar of " + workspace.tenant().slug())
                                .append("url", "https://calendar.invalid/" + id)
                                .append("read", null)
                                .append("trouble", "")
                                .append("events", List.of())
                                .append("repeating", 0));
        return id;
    }

    /** The id of a day of one's own. */
    public static String ownDay(Workspace workspace) {
        var entry = new PlanCalendar.DayEntry(
                "Day of " + workspace.tenant().slug(),
                workspace.today().plusDays(30),
                workspace.today().plusDays(31),
                "",
                OwnDay.Kind.BLACKOUT);
        return new PlanCalendar().add(workspace, entry).id();
    }
}
