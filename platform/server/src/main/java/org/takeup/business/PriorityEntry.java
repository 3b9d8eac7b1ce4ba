package org.takeup.business;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.Segment;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** A priority as it came in. @param from today if left out */
public record PriorityEntry(
        @Nullable String name,
        @Nullable String owner,
        @Nullable Integer weight,
        @Nullable LocalDate from,
        @Nullable LocalDate deadline,
        @Nullable List<ClaimEntry> claims) {
    static final int LONGEST_NAME = 100;
    static final int MOST_CLAIMS = 20;
    static final double MOST_HOURS = 80;
    private static final int MOST_WEIGHT = 5;

    /** Whom it claims, as it came in. */
    public record ClaimEntry(
            @Nullable String segment, @Nullable Double hours) {}

    /** The priority that this describes. @throws Problem 422 naming every part that does not fit */
    Priority checked(Workspace workspace, Caller caller, String id, long version) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanName = Plain.repeatable(Plain.line(name, "name", LONGEST_NAME, true, wrong), "name", wrong);
        String cleanOwner = Plain.repeatable(Plain.line(owner, "owner", LONGEST_NAME, true, wrong), "owner", wrong);
        int heavy = weight == null ? 0 : weight;
        if (heavy < 1 || heavy > MOST_WEIGHT) {
            wrong.add(new Problem.Field("weight", "Give a whole number from 1 to " + MOST_WEIGHT + "."));
        }
        LocalDate begins = from == null ? workspace.today() : from;
        LocalDate ends = Windows.checked(begins, deadline, "deadline", wrong);
        List<Priority.Claim> cleanClaims = claims(wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Priority(
                id,
                cleanName,
                cleanOwner,
                heavy,
                begins,
                ends,
                cleanClaims,
                workspace.clock().instant(),
                caller.name(),
                version);
    }

    private List<Priority.Claim> claims(List<Problem.Field> wrong) {
        Map<String, Priority.Claim> bySegment = new LinkedHashMap<>();
        for (ClaimEntry each : claims == null ? List.<ClaimEntry>of() : claims) {
            String segment = each.segment() == null ? "" : each.segment().strip();
            double hours = each.hours() == null ? 0 : each.hours();
            if (Segment.parse(segment).isEmpty() || !(hours > 0 && hours <= MOST_HOURS)) {
                wrong.add(new Problem.Field(
                        "claims",
                        "Choose people from the list, and hours a week above 0 and up to " + Figures.plain(MOST_HOURS)
                                + "."));
                return List.of();
            }
            bySegment.put(segment, new Priority.Claim(segment, hours));
        }
        if (bySegment.size() > MOST_CLAIMS) {
            wrong.add(new Problem.Field("claims", "Name at most " + MOST_CLAIMS + " groups of people."));
        }
        return List.copyOf(bySegment.values());
    }
}
