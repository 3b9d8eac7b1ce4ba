package org.takeup.skill;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.learning.Completions;
import org.takeup.tenant.Role;

/** Which skills each role needs, and what is lacking in groups: pages and API for planners. */
public final class SkillRoutes {
    /** What the fields are called on the page. */
    public static final Map<String, String> LABELS = Map.of(
            "name", "Role",
            "skills", "Skills",
            "skills.name", "Skill",
            "skills.course", "Course that gives it");

    private static final String ALL = "/skill-roles";
    private static final String ONE = ALL + "/{skillRole}";

    private final Skills skills;

    public SkillRoutes(Skills skills) {
        this.skills = skills;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.page("skill-roles", ALL, planners, exchange -> page(exchange, Typed.blank())),
                        Route.form("skill-role-add-form", ALL, planners, this::addByForm),
                        Route.form("skill-role-remove-form", ONE + "/removal", planners, this::removeByForm),
                        Route.api("skill-roles-list", HttpMethod.GET, ALL, planners, this::list),
                        Route.api("skill-role-add", HttpMethod.POST, ALL, planners, this::add),
                        Route.api("skill-role-remove", HttpMethod.DELETE, ONE, planners, this::remove)),
                List.of(new Room.Entry(Room.Group.PLAN, 28, "Skills", ALL, planners)));
    }

    /** The page. @param typed what was refused, if anything was */
    public record Page(
            List<SkillRole> roles,
            List<Skills.Gap> gaps,
            List<Completions.Course> courses,
            int smallest,
            Typed typed) {}

    /** All roles with what they need, and what is lacking in groups. */
    public record Listing(List<SkillRole> roles, List<Skills.Gap> gaps) {}

    private Reply page(Exchange exchange, Typed typed) {
        return Reply.page(
                "skill/roles.jte",
                "Skills",
                new Page(
                        skills.roles(exchange.workspace()),
                        skills.gaps(exchange.workspace()),
                        skills.courses(exchange.workspace()),
                        exchange.workspace().settings().smallestGroup(),
                        typed));
    }

    private Reply addByForm(Exchange exchange) {
        return Typed.kept(
                exchange,
                () -> {
                    skills.add(exchange.workspace(), exchange.caller(), entry(exchange.form()));
                    return Reply.redirect(exchange.link(ALL));
                },
                typed -> page(exchange, typed));
    }

    private static RoleEntry entry(Form form) {
        List<String> names = form.values("skill");
        List<String> courses = form.values("course");
        var needed = new ArrayList<RoleEntry.SkillEntry>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isBlank()) {
                needed.add(new RoleEntry.SkillEntry(names.get(i), i < courses.size() ? courses.get(i) : ""));
            }
        }
        return new RoleEntry(form.text("name").orElse(""), needed);
    }

    private Reply removeByForm(Exchange exchange) {
        skills.remove(exchange.workspace(), exchange.path("skillRole"));
        return Reply.redirect(exchange.link(ALL));
    }

    private Reply list(Exchange exchange) {
        return Reply.json(new Listing(skills.roles(exchange.workspace()), skills.gaps(exchange.workspace())));
    }

    private Reply add(Exchange exchange) {
        return Reply.json(201, skills.add(exchange.workspace(), exchange.caller(), exchange.json(RoleEntry.class)));
    }

    private Reply remove(Exchange exchange) {
        skills.remove(exchange.workspace(), exchange.path("skillRole"));
        return Reply.empty();
    }
}
