package org.takeup.questionnaire.format;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.Use;

/** Reads the format, as YAML or as JSON. */
public final class QuestionnaireReader {
    private static final int LONGEST_PURPOSE = 500;

    private final Reading reading = new Reading();

    private QuestionnaireReader() {}

    /**
     * Reads what somebody has written: its form, and whether it can be asked.
     *
     * @throws Unreadable saying all that does not fit
     */
    public static OwnQuestionnaire read(String text) throws Unreadable {
        var reader = new QuestionnaireReader();
        OwnQuestionnaire read = reader.form(text);
        Rules.problems(read)
                .forEach(problem -> reader.reading.fault(reader.reading.line(problem.about()), "", problem.words()));
        reader.reading.refuse();
        return read;
    }

    /**
     * Reads a draft, which need not be such that it can be asked: a condition may look at what was deleted.
     *
     * @throws Unreadable if the form does not fit
     */
    public static OwnQuestionnaire draft(String text) throws Unreadable {
        return new QuestionnaireReader().form(text);
    }

    private OwnQuestionnaire form(String text) throws Unreadable {
        if (text.length() > Format.MOST_CHARACTERS) {
            throw new Unreadable(1, "The file is longer than " + Format.MOST_CHARACTERS + " characters; divide it");
        }
        Fields fields = new Fields(YamlText.read(text), "", reading);
        String format = fields.word("format").orElse("");
        if (!format.equals(Format.NAME)) {
            throw new Unreadable(
                    fields.line(),
                    "This is no questionnaire that can be read here: write format: " + Format.NAME
                            + (format.isEmpty() ? "" : " in place of " + Format.shown(format)));
        }
        reading.languages(languages(fields));
        OwnQuestionnaire read = own(fields);
        fields.done();
        reading.refuse();
        return read;
    }

    private OwnQuestionnaire own(Fields fields) {
        var title = fields.text("title", 120);
        var purpose = fields.text("purpose", LONGEST_PURPOSE);
        int minutes = fields.whole("minutes", 1, 120, Optional.empty());
        int smallest = fields.whole("smallestGroup", 3, 1_000, Optional.of(5));
        Optional<OwnQuestionnaire.Guide> guide =
                fields.node("guide").map(node -> guide(Fields.of(node, "guide", reading)));
        Set<Use> uses = uses(fields);
        Questionnaire asked = asked(fields);
        return new OwnQuestionnaire(
                title,
                purpose,
                minutes,
                smallest,
                reading.languages(),
                guide,
                asked,
                new ScoringModel(scales(fields)),
                uses);
    }

    /** A file that says nothing of it is one whose results are used for nothing else. */
    private Set<Use> uses(Fields fields) {
        Set<Use> uses = EnumSet.noneOf(Use.class);
        fields.node("uses").ifPresent(node -> reading.stands(Rules.USES, node.line()));
        for (Node node : fields.list("uses", false, Use.values().length)) {
            String word = node instanceof Node.Scalar scalar ? scalar.text() : "";
            Use.of(word)
                    .ifPresentOrElse(
                            uses::add,
                            () -> reading.fault(
                                    node.line(),
                                    "uses",
                                    "'" + Format.shown(word) + "' is nothing that results are used for; write "
                                            + String.join(", ", Use.words(EnumSet.allOf(Use.class)))));
        }
        return uses;
    }

    private List<String> languages(Fields fields) {
        var tags = new ArrayList<String>();
        for (Node node : fields.list("languages", true, Format.MOST_LANGUAGES)) {
            String tag = node instanceof Node.Scalar scalar ? scalar.text() : "";
            if (!isTag(tag)) {
                reading.fault(
                        node.line(),
                        "languages",
                        "'" + Format.shown(tag) + "' is no language; write tags such as en, de or fr-CA");
            } else if (tags.contains(tag)) {
                reading.fault(node.line(), "languages", "'" + tag + "' stands here twice; keep one");
            } else {
                tags.add(tag);
            }
        }
        if (tags.isEmpty()) {
            if (reading.isClean()) {
                fields.fault("languages", "Name at least one language, the one it is written in first");
            }
            tags.add("en");
        }
        return tags;
    }

    /** Whether this is a language tag in its usual spelling, with a language and at most a script and a region. */
    public static boolean isTag(String tag) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            return tag.length() <= 12
                    && !locale.getLanguage().isEmpty()
                    && locale.toLanguageTag().equals(tag);
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static OwnQuestionnaire.Guide guide(Fields fields) {
        var guide = new OwnQuestionnaire.Guide(
                fields.text("audience", Wording.LONGEST),
                fields.text("scoring", Wording.LONGEST),
                fields.text("reading", Wording.LONGEST),
                fields.whole("weeksBetween", 1, 520, Optional.empty()));
        fields.done();
        return guide;
    }

    private Questionnaire asked(Fields fields) {
        Map<String, Condition> shownIf = new LinkedHashMap<>();
        var items = new ItemReader(reading, shownIf);
        var pages = new ArrayList<Questionnaire.Page>();
        for (Node node : fields.list("pages", true, Format.MOST_PAGES)) {
            Fields page = Fields.of(node, "pages", reading);
            String id = page.id("id");
            reading.stands(id, page.line());
            String where = "pages/" + Format.shown(id);
            Fields named = Fields.of(node, where, reading);
            var title = named.text("title", Wording.SHORT);
            named.word("id");
            ConditionReader.read(named).ifPresent(condition -> shownIf.put(id, condition));
            var asked = new ArrayList<Item>();
            for (Node item : named.list("items", false, Format.MOST_ITEMS)) {
                asked.addAll(items.read(item, where + "/items"));
            }
            named.done();
            pages.add(new Questionnaire.Page(id, title, asked));
        }
        refuseSameIds(pages);
        return new Questionnaire(OwnQuestionnaire.DRAFT, pages, shownIf);
    }

    private void refuseSameIds(List<Questionnaire.Page> pages) {
        Set<String> ids = new HashSet<>();
        int items = 0;
        for (Questionnaire.Page page : pages) {
            refuseSame(ids, page.id(), "page");
            for (Item item : page.items()) {
                refuseSame(ids, item.id(), "question");
                items++;
            }
        }
        if (items > Format.MOST_ITEMS) {
            reading.fault(1, "pages", "There are " + items + " questions; at most " + Format.MOST_ITEMS + " are taken");
        }
    }

    private void refuseSame(Set<String> ids, String id, String what) {
        if (!ids.add(id) && Format.ID.matcher(id).matches()) {
            reading.fault(
                    reading.line(id),
                    "pages",
                    "The id '" + id + "' is used again by a " + what + "; give each page and each question its own");
        }
    }

    private List<ScoringModel.Scale> scales(Fields fields) {
        var scales = new ArrayList<ScoringModel.Scale>();
        Set<String> ids = new HashSet<>();
        for (Node node : fields.list("scales", false, Format.MOST_SCALES)) {
            Fields each = Fields.of(node, "scales", reading);
            String id = each.id("id");
            reading.stands("scale " + id, each.line());
            if (!ids.add(id)) {
                each.fault("id", "'" + Format.shown(id) + "' is taken by another scale");
            }
            List<ScoringModel.ItemRef> items = refs(each);
            scales.add(new ScoringModel.Scale(
                    id,
                    each.text("name", Wording.SHORT),
                    each.text("meaning", LONGEST_PURPOSE),
                    items,
                    each.whole("minAnswered", 1, Format.MOST_ITEMS, Optional.of(Math.max(1, (items.size() + 1) / 2))),
                    each.truth("index", false),
                    each.word("within").orElse(""),
                    range(each)));
            each.done();
        }
        return scales;
    }

    private static ScoringModel.Range range(Fields scale) {
        var usual = ScoringModel.Range.usual();
        int from = scale.whole("from", -Format.WIDEST_RANGE, Format.WIDEST_RANGE, Optional.of(usual.from()));
        int to = scale.whole("to", -Format.WIDEST_RANGE, Format.WIDEST_RANGE, Optional.of(usual.to()));
        if (from >= to) {
            scale.fault("to", "It must be more than 'from'");
            return usual;
        }
        return new ScoringModel.Range(from, to);
    }

    private List<ScoringModel.ItemRef> refs(Fields scale) {
        var refs = new ArrayList<ScoringModel.ItemRef>();
        for (Node node : scale.list("items", true, Format.MOST_ITEMS)) {
            if (node instanceof Node.Scalar scalar) {
                refs.add(new ScoringModel.ItemRef(scalar.text(), false, 1));
            } else {
                Fields ref = Fields.of(node, scale.path("items"), reading);
                refs.add(new ScoringModel.ItemRef(
                        ref.id("item"),
                        ref.truth("reverse", false),
                        ref.decimal("weight", java.math.BigDecimal.ONE, false).doubleValue()));
                ref.done();
            }
        }
        return refs;
    }
}
