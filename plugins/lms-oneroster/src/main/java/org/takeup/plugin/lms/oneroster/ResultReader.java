package org.takeup.plugin.lms.oneroster;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.api.lms.LearningRecord.Activity;
import org.takeup.plugin.api.lms.LearningRecord.Completion;
import org.takeup.plugin.api.lms.LearningRecord.Completion.Outcome;
import org.takeup.plugin.api.lms.LearningRecord.Removed;
import org.takeup.plugin.api.lms.UnreadableSource;

/**
 * Results. OneRoster knows no completion, so the category of a line item decides: in the completion category a result
 * ends the class for its person, with score 0 failed, 1 passed, 2 passed with distinction; in any other category a
 * result with a date is an activity on that day. What was not handed in, or was excused, is neither.
 */
final class ResultReader {
    private final String completionCategory;
    private final KnownIds users;
    private final KnownIds classes;
    private final Set<String> completionCategories = new HashSet<>();
    private final Map<String, LineItem> lineItems = new HashMap<>();
    /** One string a class, however many line items it has. */
    private final Map<String, String> classIds = new HashMap<>();

    private record LineItem(String classId, boolean endsTheClass) {}

    private ResultReader(String completionCategory, KnownIds users, KnownIds classes) {
        this.completionCategory = completionCategory.strip();
        this.users = users;
        this.classes = classes;
    }

    /** Hands on activities and completions. */
    static void read(Reading reading, String completionCategory, KnownIds users, KnownIds classes)
            throws UnreadableSource, InterruptedException {
        ResultReader results = new ResultReader(completionCategory, users, classes);
        reading.eachHeld(RosterFile.CATEGORIES, results::category);
        reading.eachHeld(RosterFile.LINE_ITEMS, results::lineItem);
        reading.each(RosterFile.RESULTS, results::result);
    }

    private void category(Row row) throws LeftOut {
        if (row.text("title").equalsIgnoreCase(completionCategory)) {
            completionCategories.add(row.id("sourcedId"));
        }
    }

    /** Also those that are gone: a removed result still has to be told apart. */
    private void lineItem(Row row) throws LeftOut {
        String id = row.id("sourcedId");
        String classId = row.isRemoved()
                ? row.text("classSourcedId")
                : row.reference("classSourcedId", classes, RosterFile.CLASSES);
        lineItems.put(
                id,
                new LineItem(
                        classIds.computeIfAbsent(classId, same -> same),
                        completionCategories.contains(row.text("categorySourcedId"))));
    }

    private void result(Row row) throws LeftOut, InterruptedException {
        String id = row.id("sourcedId");
        String lineItemId = row.id("lineItemSourcedId");
        LineItem lineItem = lineItems.get(lineItemId);
        if (lineItem == null) {
            throw row.unknownReference("lineItemSourcedId", lineItemId, RosterFile.LINE_ITEMS);
        }
        if (row.isRemoved()) {
            row.remove(lineItem.endsTheClass ? Removed.Kind.COMPLETION : Removed.Kind.ACTIVITY);
            return;
        }
        String user = row.reference("studentSourcedId", users, RosterFile.USERS);
        if (wasNotHandedIn(row)) {
            return;
        }
        if (lineItem.endsTheClass) {
            row.accept(new Completion(id, user, lineItem.classId, row.requiredDate("scoreDate"), outcome(row)));
        } else if (!row.text("scoreDate").isEmpty()) {
            row.accept(new Activity(id, user, lineItem.classId, row.requiredDate("scoreDate")));
        }
    }

    private static boolean wasNotHandedIn(Row row) {
        String status = row.text("scoreStatus").toLowerCase(Locale.ROOT);
        return status.equals("not submitted") || status.equals("exempt");
    }

    private static Outcome outcome(Row row) throws LeftOut {
        String score = row.text("score");
        Integer grade = wholeNumber(score);
        if (grade == null || grade < 0 || grade > 2) {
            throw row.leftOut("score", "bad-outcome", Map.of("value", score.isEmpty() ? "''" : Row.clipped(score)));
        }
        return switch (grade) {
            case 0 -> Outcome.FAILED;
            case 1 -> Outcome.PASSED;
            default -> Outcome.PASSED_WITH_DISTINCTION;
        };
    }

    /** "1", "1.0" and "1.00" alike; null for anything that is not a small whole number. */
    private static @Nullable Integer wholeNumber(String text) {
        try {
            return text.length() > 20 ? null : new BigDecimal(text).intValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
    }
}
