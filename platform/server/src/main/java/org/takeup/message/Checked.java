package org.takeup.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.message.check.Length;
import org.takeup.message.check.Reading;
import org.takeup.message.check.Vocabulary;
import org.takeup.message.check.Vocabulary.Hit;
import org.takeup.message.format.Letter;
import org.takeup.message.format.PlainText;
import org.takeup.message.source.Variable;

/**
 * What a writer is told about a variant.
 *
 * @param faults why its texts cannot be saved as they are, each with the place
 * @param above whether it is harder to read than the workspace lets go out without a reason
 * @param terms words that few people use, each once
 * @param missing what stands for each variable of which nothing is known
 */
public record Checked(
        String variant,
        String language,
        List<String> faults,
        Reading reading,
        boolean above,
        List<Hit> terms,
        List<Length> lengths,
        Map<Variable, String> missing) {

    /** @param composed the variant for somebody of whom nothing is known @param limit of LIX */
    static Checked of(Variant variant, Composer.Composed composed, Vocabulary vocabulary, Set<String> kept, int limit) {
        Letter letter = composed.letter();
        Written written = Written.of(variant);
        String language = letter.language().toLanguageTag();
        Reading reading = reading(letter);
        String letters = written.line() + "\n" + written.words().letters();
        var once = new LinkedHashMap<String, Hit>();
        vocabulary.in(letters, kept).forEach(hit -> once.putIfAbsent(Vocabulary.lower(hit.term()), hit));
        return new Checked(
                variant.key(),
                language,
                written.faults(),
                reading,
                reading.harderThan(limit),
                List.copyOf(once.values()),
                Length.of(letter),
                composed.missing());
    }

    static Reading reading(Letter letter) {
        var sentences = new ArrayList<>(PlainText.spoken(letter.text()));
        sentences.addFirst(letter.subject());
        return Reading.of(sentences, letter.language().toLanguageTag());
    }
}
