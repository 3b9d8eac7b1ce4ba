package org.takeup.learning;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LearningRecord.Activity;
import org.takeup.plugin.api.lms.LearningRecord.Completion;
import org.takeup.plugin.api.lms.LearningRecord.Enrolment;
import org.takeup.plugin.api.lms.LearningRecord.Person;

/**
 * All that is known of one person's learning: who they are for the source, and the facts about them by the source's ids,
 * so that the same record again changes nothing, whenever and in whatever order it comes. Not thread-safe.
 */
final class Learner {
    private @Nullable Person person;
    private final Map<String, Enrolment> enrolments = new LinkedHashMap<>();
    private final Map<String, Activity> activities = new LinkedHashMap<>();
    private final Map<String, Completion> completions = new LinkedHashMap<>();

    Optional<Person> person() {
        return Optional.ofNullable(person);
    }

    Collection<Enrolment> enrolments() {
        return enrolments.values();
    }

    Collection<Activity> activities() {
        return activities.values();
    }

    Collection<Completion> completions() {
        return completions.values();
    }

    /** Takes over a record about this person. */
    Outcome put(LearningRecord record) {
        return switch (record) {
            case Person profile -> {
                Person before = person;
                person = profile;
                yield outcome(before, profile);
            }
            case Enrolment enrolment -> outcome(enrolments.put(enrolment.sourceId(), enrolment), enrolment);
            case Activity activity -> outcome(activities.put(activity.sourceId(), activity), activity);
            case Completion completion -> outcome(completions.put(completion.sourceId(), completion), completion);
            case LearningRecord.OrgUnit _,
                    LearningRecord.Course _,
                    LearningRecord.Offering _,
                    LearningRecord.Removed _ -> throw new IllegalArgumentException("Not about a person: " + record);
        };
    }

    /** Takes out a fact. @return whether it was there */
    boolean remove(RecordKind kind, String sourceId) {
        return switch (kind) {
            case ENROLMENT -> enrolments.remove(sourceId) != null;
            case ACTIVITY -> activities.remove(sourceId) != null;
            case COMPLETION -> completions.remove(sourceId) != null;
            case UNIT, PERSON, COURSE, OFFERING -> false;
        };
    }

    private static Outcome outcome(@Nullable LearningRecord before, LearningRecord now) {
        if (before == null) {
            return Outcome.ADDED;
        }
        return before.equals(now) ? Outcome.UNCHANGED : Outcome.CHANGED;
    }
}
