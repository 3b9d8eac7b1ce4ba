package org.takeup.learning;

import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Which batch of which import wrote a document last, and what became of its rows. A batch that is stored again after a
 * crash finds its own stamp and tells the same outcomes, instead of calling "unchanged" what it has just added.
 *
 * @param end position in the source where the batch ends
 */
record Stamp(String importId, long end) {
    void put(Document document, List<Outcome> outcomes) {
        var letters = new StringBuilder(outcomes.size());
        outcomes.forEach(outcome -> letters.append(outcome.letter()));
        document.append("import", importId).append("end", end).append("outcomes", letters.toString());
    }

    /** The outcomes, if this very batch wrote the document. */
    Optional<List<Outcome>> outcomes(Document document, int rows) {
        String letters = document.getString("outcomes");
        boolean own = importId.equals(document.getString("import"))
                && Long.valueOf(end).equals(document.getLong("end"));
        return own && letters != null && letters.length() == rows
                ? Optional.of(letters.chars()
                        .mapToObj(letter -> Outcome.of((char) letter))
                        .toList())
                : Optional.empty();
    }
}
