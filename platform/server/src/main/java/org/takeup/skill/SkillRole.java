package org.takeup.skill;

import java.time.Instant;
import java.util.List;

/**
 * A role of learning professionals, such as trainer or designer. Never changed: whoever wants another one adds it.
 *
 * @param skills that it needs
 * @param by name of the planner who added it
 */
public record SkillRole(String id, String name, List<Skill> skills, Instant added, String by) {
    public SkillRole {
        skills = List.copyOf(skills);
    }

    /**
     * A skill.
     *
     * @param course key of the course that gives it; whoever has completed that has the skill
     * @param courseName what the course was called when it was linked
     */
    public record Skill(String name, String course, String courseName) {}
}
