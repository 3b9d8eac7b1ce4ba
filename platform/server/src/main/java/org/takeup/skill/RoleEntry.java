package org.takeup.skill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;

/** A role as it came in. */
public record RoleEntry(@Nullable String name, @Nullable List<SkillEntry> skills) {
    static final int LONGEST_NAME = 80;
    static final int MOST_SKILLS = 20;

    /** A skill as it came in. @param course key of a course of the learning platform */
    public record SkillEntry(
            @Nullable String name, @Nullable String course) {}

    /**
     * @param courses their names by their keys
     * @throws Problem 422 naming every part that does not fit
     */
    SkillRole checked(String id, Instant now, String by, Map<String, String> courses) {
        var wrong = new ArrayList<Problem.Field>();
        String called = Plain.line(name, "name", LONGEST_NAME, true, wrong);
        var needed = new LinkedHashMap<String, SkillRole.Skill>();
        List<SkillEntry> given = skills == null
                ? List.of()
                : skills.stream().filter(Objects::nonNull).toList();
        for (SkillEntry each : given) {
            String skill = Plain.line(each.name(), "skills.name", LONGEST_NAME, true, wrong);
            String course = each.course() == null ? "" : each.course().strip();
            String courseName = courses.get(course);
            if (courseName == null) {
                wrong.add(new Problem.Field("skills.course", "Choose the course that gives this skill from the list."));
            } else {
                needed.put(skill, new SkillRole.Skill(skill, course, courseName));
            }
        }
        if (given.isEmpty() || given.size() > MOST_SKILLS) {
            wrong.add(new Problem.Field("skills", "Name 1 to " + MOST_SKILLS + " skills, each with its course."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new SkillRole(id, called, List.copyOf(needed.values()), now, by);
    }
}
