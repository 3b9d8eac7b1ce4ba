package org.takeup.message;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Problem;
import org.takeup.message.Recipients.Recipient;
import org.takeup.message.format.Format;
import org.takeup.message.format.Letter;
import org.takeup.message.format.Rendered;
import org.takeup.message.format.Renderer;
import org.takeup.tenant.Workspace;

/**
 * Words before they go out: what they look like in each format, for anybody, and what is to be said of them. Stores nothing.
 * Thread-safe; calls block.
 */
final class Proofs {
    private final Terms terms;
    private final Recipients recipients;
    private final Composer composer;

    Proofs(Terms terms, Recipients recipients, Composer composer) {
        this.terms = terms;
        this.recipients = recipients;
        this.composer = composer;
    }

    /** What is to be said of each variant, in their order. */
    List<Checked> checks(Workspace workspace, Words words) {
        return words.variants().stream()
                .map(variant -> check(workspace, words, variant))
                .toList();
    }

    /** The same of a text that is being written. Stores nothing. */
    Checked check(Workspace workspace, Words words, VariantEntry entry) {
        return check(workspace, words, entry.bare());
    }

    private Checked check(Workspace workspace, Words words, Variant variant) {
        var composed = composer.compose(
                workspace, words.plan(), words.step(), words.message(), variant, Recipients.nobody(workspace));
        return Checked.of(
                variant,
                composed,
                terms.of(workspace, words.step(), variant),
                words.message().kept(),
                terms.limit(workspace));
    }

    /**
     * A format as somebody would get it now, approved or not.
     *
     * @param personId empty for nobody in particular
     * @param key of a variant; empty for the one that they would get
     * @throws Problem 404 if there is no such variant
     */
    Shown preview(Workspace workspace, Words words, String personId, String key, Format format) {
        Recipient recipient = recipients.of(workspace, words, personId);
        Variant variant = key.isEmpty()
                ? Variant.pick(words.variants(), recipient.audiences(), recipient.language())
                : words.require(key);
        var composed = composer.compose(workspace, words.plan(), words.step(), words.message(), variant, recipient);
        Rendered rendered = Renderer.render(composed.letter(), format, composed.missing());
        return new Shown(variant.key(), rendered, Renderer.preview(composed.letter(), rendered), composed.letter());
    }

    /** A preview. @param page as a page of its own */
    record Shown(String variant, Rendered rendered, String page, Letter letter) {
        /** What stands on its sheets. */
        Map<Format, String> sheets() {
            return Stream.of(Format.values())
                    .filter(Format::sheet)
                    .collect(Collectors.toMap(format -> format, format -> Renderer.onSheet(letter, format)));
        }
    }
}
