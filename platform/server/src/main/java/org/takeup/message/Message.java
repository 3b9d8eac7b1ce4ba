package org.takeup.message;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What belongs to a step's words beside the text that the step itself has. Immutable; a change makes the next version.
 *
 * @param step its id
 * @param variants without the default, which is the step's own text
 * @param link where it leads; empty for none
 * @param deadline until when to act
 * @param kept terms, in lower case, that the writer keeps
 * @param overruled why words above the limit may go out
 * @param approved digest of what was approved last, or empty
 * @param version 0 while nothing is stored
 */
public record Message(
        String step,
        String plan,
        List<Variant> variants,
        String link,
        Optional<LocalDate> deadline,
        Set<String> kept,
        Optional<Overruled> overruled,
        String approved,
        long version) {
    public Message {
        variants = variants.stream().sorted(Comparator.comparing(Variant::key)).toList();
        kept = Set.copyOf(kept);
    }

    /**
     * Why words above the limit may go out all the same.
     *
     * @param digest of the words that it is about; for others it does not count
     */
    public record Overruled(String reason, String personId, String name, Instant at, String digest) {}

    static Message none(String plan, String step) {
        return new Message(step, plan, List.of(), "", Optional.empty(), Set.of(), Optional.empty(), "", 0);
    }

    Message with(Variant variant) {
        List<Variant> more = new ArrayList<>(without(variant.key()).variants());
        more.add(variant);
        return new Message(step, plan, more, link, deadline, kept, overruled, approved, version);
    }

    Message without(String key) {
        List<Variant> fewer =
                variants.stream().filter(each -> !each.key().equals(key)).toList();
        return new Message(step, plan, fewer, link, deadline, kept, overruled, approved, version);
    }

    Message leadingTo(String newLink, Optional<LocalDate> newDeadline) {
        return new Message(step, plan, variants, newLink, newDeadline, kept, overruled, approved, version);
    }

    Message keeping(Set<String> terms) {
        return new Message(step, plan, variants, link, deadline, terms, overruled, approved, version);
    }

    Message overruled(Overruled given) {
        return new Message(step, plan, variants, link, deadline, kept, Optional.of(given), approved, version);
    }

    Message next() {
        return new Message(step, plan, variants, link, deadline, kept, overruled, approved, version + 1);
    }

    /** Of everything that a recipient could read and that the step does not say itself. */
    String digest() {
        return Digest.of(parts());
    }

    /** The same with the step's own text, for which an overruling is given. */
    String digest(String subject, String words) {
        List<String> all = new ArrayList<>(List.of(subject, words));
        all.addAll(parts());
        return Digest.of(all);
    }

    private List<String> parts() {
        List<String> parts =
                new ArrayList<>(List.of(link, deadline.map(LocalDate::toString).orElse("")));
        variants.forEach(each -> parts.addAll(List.of(each.audience(), each.language(), each.subject(), each.words())));
        return parts;
    }
}
