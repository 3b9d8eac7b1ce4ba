package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.delivery.Address;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.Segment;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.tenant.Workspace;

/**
 * What a planner says about a stakeholder, as it came in.
 *
 * @param attitude left as it is, if it is left out
 * @param email of a mailbox; at most one of {@code email}, {@code segment} and {@code person} is given
 * @param vocabulary left as it is, if it is left out
 */
public record StakeholderEntry(
        @Nullable String name,
        Audience.@Nullable Kind kind,
        int size,
        int power,
        int interest,
        Audience.@Nullable Attitude attitude,
        @Nullable String note,
        @Nullable String email,
        @Nullable String segment,
        @Nullable String person,
        @Nullable List<Phrase.@Nullable Entry> vocabulary) {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_NOTE = 1_000;
    private static final int LARGEST = 10_000_000;

    /**
     * The stakeholder that this describes.
     *
     * @param stand until now
     * @param words until now
     * @throws Problem 422 naming every part that does not fit
     */
    Stakeholder checked(Workspace workspace, String id, long version, Audience.Attitude stand, List<Phrase> words) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanName = Plain.repeatable(Plain.line(name, "name", LONGEST_NAME, true, wrong), "name", wrong);
        String cleanNote = Plain.text(note, "note", LONGEST_NOTE, false, wrong);
        within("size", size, 1, LARGEST, wrong);
        within("power", power, 1, 5, wrong);
        within("interest", interest, 1, 5, wrong);
        Reach reach = reach(workspace, wrong);
        List<Phrase> cleanWords = Phrase.checked(vocabulary, words, wrong);
        Audience.Kind cleanKind = kind == null ? Audience.Kind.OTHER : kind;
        Audience.Attitude cleanAttitude = attitude == null ? stand : attitude;
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new Stakeholder(
                id, cleanName, cleanKind, size, power, interest, cleanAttitude, cleanNote, reach, cleanWords, version);
    }

    private static void within(String field, int value, int least, int most, List<Problem.Field> wrong) {
        if (value < least || value > most) {
            wrong.add(new Problem.Field(field, "Please give a whole number from " + least + " to " + most + "."));
        }
    }

    private Reach reach(Workspace workspace, List<Problem.Field> wrong) {
        Optional<String> mailbox = given(email);
        Optional<String> group = given(segment);
        Optional<String> one = given(person);
        if (mailbox.isPresent() && group.isPresent() || one.isPresent() && (mailbox.isPresent() || group.isPresent())) {
            wrong.add(
                    new Problem.Field("email", "Give an e-mail address, a segment or a person, not several of them."));
        }
        if (mailbox.isPresent()) {
            return mailbox(workspace, mailbox.get(), wrong);
        }
        if (group.isPresent()) {
            return segment(group.get(), wrong);
        }
        return one.<Reach>map(Reach.Person::new).orElseGet(Reach.Nobody::new);
    }

    private static Reach mailbox(Workspace workspace, String address, List<Problem.Field> wrong) {
        List<String> domains = workspace.settings().signIn().domains();
        if (Address.domain(address).filter(domains::contains).isEmpty()) {
            wrong.add(new Problem.Field(
                    "email", "Give one address of your own organisation: " + String.join(", ", domains) + "."));
        }
        return new Reach.Mailbox(address);
    }

    private static Reach segment(String key, List<Problem.Field> wrong) {
        Optional<Segment> parsed = Segment.parse(key);
        if (parsed.isEmpty() || key.length() > 200) {
            wrong.add(new Problem.Field("segment", "Choose one of the units of your directory, or everybody."));
            return new Reach.Nobody();
        }
        return new Reach.People(parsed.get());
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }
}
