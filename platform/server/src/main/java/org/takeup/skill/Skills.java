package org.takeup.skill;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.learning.Completions;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/**
 * Roles with the skills that they need, and what is lacking. A person has a skill once the learning platform says that they have
 * completed its course; nothing is kept of that here, so a corrected import corrects it. Thread-safe; calls block on the store.
 */
public final class Skills {
    /** All collections of this capability. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(SkillStore.ROLES, SkillStore.HOLDERS);

    static final int MOST_ROLES = 50;

    /** So many people are looked at: those who bring learning about are few. */
    private static final int MOST_HOLDERS = 1_000;

    private final People people;
    private final Completions completions;

    public Skills(People people, Completions completions) {
        this.people = people;
        this.completions = completions;
    }

    /** By name. */
    List<SkillRole> roles(Workspace workspace) {
        return new SkillStore(workspace).roles();
    }

    /** What a skill can be linked to. */
    List<Completions.Course> courses(Workspace workspace) {
        return completions.courses(workspace);
    }

    /** @throws Problem 422 naming what does not fit, 409 if there are very many */
    SkillRole add(Workspace workspace, Caller caller, RoleEntry entry) {
        Map<String, String> courses = completions.courses(workspace).stream()
                .collect(Collectors.toMap(Completions.Course::key, Completions.Course::name, (one, _) -> one));
        SkillRole role = entry.checked(RandomCode.hex(12), workspace.clock().instant(), caller.name(), courses);
        var store = new SkillStore(workspace);
        if (store.roles().size() >= MOST_ROLES) {
            throw new Problem(
                    409,
                    "skill-roles-full",
                    "There are " + MOST_ROLES + " roles already.",
                    "Delete those that nobody has any more.");
        }
        store.add(role);
        return role;
    }

    /** People who have it have it no longer. @throws Problem 404 if there is none */
    void remove(Workspace workspace, String id) {
        if (!new SkillStore(workspace).remove(id)) {
            throw Problem.notFound();
        }
    }

    /**
     * What is lacking of a skill, counted in whole groups: so that nobody can be told apart, also not by looking again after somebody
     * has joined or has learned.
     *
     * @param lacking people of the role without the skill, rounded down to a multiple of the smallest group, which is at least one
     */
    public record Gap(String role, String roleName, SkillRole.Skill skill, long lacking) {}

    /** The gaps of all roles, the widest first. A skill that fewer people lack than the smallest group is none of them. */
    List<Gap> gaps(Workspace workspace) {
        int smallest = workspace.settings().smallestGroup();
        Map<String, List<Set<String>>> completed = completed(workspace);
        var gaps = new ArrayList<Gap>();
        for (SkillRole role : roles(workspace)) {
            for (SkillRole.Skill skill : role.skills()) {
                long lacking = completed.getOrDefault(role.id(), List.of()).stream()
                        .filter(each -> !each.contains(skill.course()))
                        .count();
                if (lacking >= smallest) {
                    gaps.add(new Gap(role.id(), role.name(), skill, lacking / smallest * smallest));
                }
            }
        }
        gaps.sort(Comparator.comparingLong(Gap::lacking)
                .reversed()
                .thenComparing(Gap::roleName)
                .thenComparing(gap -> gap.skill().name()));
        return gaps;
    }

    /** What each of the people of a role has completed, without saying who, by the role's id. */
    private Map<String, List<Set<String>>> completed(Workspace workspace) {
        List<SkillStore.Holder> holders;
        try (var all = new SkillStore(workspace).holders()) {
            holders = all.limit(MOST_HOLDERS).toList();
        }
        Set<String> here = people
                .active(
                        workspace,
                        holders.stream().map(SkillStore.Holder::person).toList())
                .stream()
                .map(Person::id)
                .collect(Collectors.toSet());
        Map<String, Set<String>> done = completions.of(workspace, here);
        var byRole = new HashMap<String, List<Set<String>>>();
        holders.stream()
                .filter(each -> here.contains(each.person()))
                .forEach(each -> each.roles()
                        .forEach(role -> byRole.computeIfAbsent(role, _ -> new ArrayList<>())
                                .add(done.getOrDefault(each.person(), Set.of()))));
        return byRole;
    }

    /**
     * What one person needs, for themselves alone.
     *
     * @param roles all that there are
     * @param gaps skills that they lack, by the order of roles
     * @param skills that they have
     */
    public record Mine(List<Chosen> roles, List<Needed> gaps, List<Needed> skills) {
        public Mine {
            roles = List.copyOf(roles);
            gaps = List.copyOf(gaps);
            skills = List.copyOf(skills);
        }
    }

    /** A role. @param mine whether the person has it */
    public record Chosen(String id, String name, boolean mine) {}

    /** A skill that one of the person's roles needs. */
    public record Needed(String role, String skill, String course) {}

    /** What the caller needs. */
    Mine mine(Workspace workspace, Caller caller) {
        var store = new SkillStore(workspace);
        List<SkillRole> roles = store.roles();
        Set<String> held = Set.copyOf(store.held(caller.personId()));
        Set<String> completed =
                completions.of(workspace, List.of(caller.personId())).getOrDefault(caller.personId(), Set.of());
        var gaps = new ArrayList<Needed>();
        var has = new ArrayList<Needed>();
        for (SkillRole role : roles) {
            if (held.contains(role.id())) {
                role.skills()
                        .forEach(skill -> (completed.contains(skill.course()) ? has : gaps)
                                .add(new Needed(role.name(), skill.name(), skill.courseName())));
            }
        }
        return new Mine(
                roles.stream()
                        .map(role -> new Chosen(role.id(), role.name(), held.contains(role.id())))
                        .toList(),
                gaps,
                has);
    }

    /** Sets which roles the caller has. @throws Problem 422 if one of them is not there */
    void hold(Workspace workspace, Caller caller, List<String> ids) {
        var store = new SkillStore(workspace);
        Set<String> known = store.roles().stream().map(SkillRole::id).collect(Collectors.toSet());
        if (!known.containsAll(ids)) {
            throw Problem.invalid("roles", "One of these roles is not there any more. Choose from the list.");
        }
        store.hold(caller.personId(), ids.stream().distinct().sorted().toList());
    }
}
