package org.takeup.questionnaire.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.questionnaire.OwnQuestionnaire;
import org.takeup.questionnaire.Use;

/** Questionnaires of all kinds with the texts that file formats trip over, the same for the same seed. */
public final class RandomQuestionnaires {
    private static final List<String> PIECES = List.of(
            "yes",
            "no",
            "null",
            "~",
            "1",
            "0x1f",
            "1.50",
            "2027-01-31",
            "- a",
            "a: b",
            "#",
            "# x",
            "'",
            "\"",
            "\\",
            "{{",
            "}}",
            "[",
            "&a",
            "*a",
            "!!x",
            "|",
            ">",
            "%",
            "@",
            "`",
            "=1+1",
            "<script>alert(1)</script>",
            "<![CDATA[",
            "]]>",
            "&amp;",
            "ä",
            "漢字",
            "😀",
            "مرحبا",
            "\u00a0",
            "\u2028",
            "\n",
            "\t",
            ",",
            "...",
            "---",
            "?",
            "a b",
            "Ω",
            "\uFEFF");

    private final SplittableRandom random;
    private final List<String> languages;
    private final boolean plain;
    private int ids;

    private RandomQuestionnaires(long seed, boolean plain) {
        this.random = new SplittableRandom(seed);
        this.plain = plain;
        this.languages = List.of("de", "en", "fr-CA").subList(0, 1 + random.nextInt(3));
    }

    /** All that the format can say. */
    public static OwnQuestionnaire any(long seed) {
        return new RandomQuestionnaires(seed, false).own();
    }

    /** Without conditions, with every text in every language, on one line and without outer blanks. */
    public static OwnQuestionnaire plain(long seed) {
        return new RandomQuestionnaires(seed, true).own();
    }

    /** The example of the guide, which has all kinds. */
    public static String example() throws IOException {
        Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("src/../../questionnaires.md")));
        if (!yaml.find()) {
            throw new AssertionError("The guide has no example");
        }
        return yaml.group(1);
    }

    private OwnQuestionnaire own() {
        var pages = new ArrayList<Questionnaire.Page>();
        Map<String, Condition> shownIf = new LinkedHashMap<>();
        var earlier = new ArrayList<String>();
        for (int p = 0; p < 1 + random.nextInt(4); p++) {
            var items = new ArrayList<Item>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                items.addAll(items());
            }
            var page = new Questionnaire.Page(id(), text(), items);
            if (!plain && !earlier.isEmpty()) {
                if (random.nextBoolean()) {
                    shownIf.put(page.id(), condition(earlier, 3));
                }
                items.stream()
                        .filter(item -> random.nextInt(3) == 0)
                        .forEach(item -> shownIf.put(item.id(), condition(earlier, 3)));
            }
            items.forEach(item -> earlier.add(item.id()));
            pages.add(page);
        }
        var asked = new Questionnaire(OwnQuestionnaire.DRAFT, pages, shownIf);
        Optional<OwnQuestionnaire.Guide> guide = random.nextBoolean()
                ? Optional.of(new OwnQuestionnaire.Guide(text(), text(), text(), 1 + random.nextInt(52)))
                : Optional.empty();
        return new OwnQuestionnaire(
                text(),
                text(),
                1 + random.nextInt(60),
                3 + random.nextInt(20),
                languages,
                guide,
                asked,
                scoring(asked),
                Stream.of(Use.values())
                        .filter(use -> !plain && random.nextInt(4) == 0)
                        .collect(Collectors.toSet()));
    }

    private ScoringModel scoring(Questionnaire asked) {
        List<Item.Rating> ratings = asked.items()
                .filter(Item.Rating.class::isInstance)
                .map(Item.Rating.class::cast)
                .toList();
        if (ratings.isEmpty()) {
            return new ScoringModel(List.of());
        }
        List<ScoringModel.ItemRef> refs = ratings.stream()
                .map(item -> new ScoringModel.ItemRef(
                        item.id(), random.nextBoolean(), random.nextBoolean() ? 1 : (1 + random.nextInt(99)) / 8.0))
                .toList();
        var main = new ScoringModel.Scale(
                "main", text(), text(), refs, 1 + random.nextInt(refs.size()), random.nextBoolean(), "");
        var detail = new ScoringModel.Scale("detail", text(), text(), refs.subList(0, 1), 1, false, "main");
        return new ScoringModel(random.nextBoolean() ? List.of(main) : List.of(main, detail));
    }

    private List<Item> items() {
        String id = id();
        LocalizedText text = text();
        boolean required = random.nextBoolean();
        return switch (Kind.values()[random.nextInt(Kind.values().length)]) {
            case SINGLE -> List.of(new Item.Selection(id, text, required, choices(1), 1));
            case MULTIPLE -> {
                List<Choice> choices = choices(2);
                yield List.of(new Item.Selection(id, text, required, choices, 2 + random.nextInt(choices.size() - 1)));
            }
            case LIKERT -> List.of(new Item.Rating(id, text, required, scale(), random.nextBoolean()));
            case MATRIX -> {
                ResponseScale scale = scale();
                LocalizedText about = text();
                boolean aside = random.nextBoolean();
                yield IntStream.range(0, 1 + random.nextInt(4))
                        .<Item>mapToObj(i ->
                                new Item.Rating(id(), text(), random.nextBoolean(), scale, aside, Optional.of(about)))
                        .toList();
            }
            case SLIDER -> {
                int min = random.nextInt(20) - 10;
                int step = 1 + random.nextInt(5);
                yield List.of(new Item.Slider(
                        id, text, required, min, min + step * (1 + random.nextInt(50)), step, text(), text()));
            }
            case RECOMMEND -> List.of(new Item.Recommend(id, text, required, text(), text()));
            case RANKING -> {
                List<Choice> choices = choices(1);
                yield List.of(new Item.Ranking(id, text, required, choices, 1 + random.nextInt(choices.size())));
            }
            case NUMBER -> {
                BigDecimal min = Decimals.plain(new BigDecimal(random.nextInt(2_000) - 1_000).movePointLeft(2));
                BigDecimal max = Decimals.plain(min.add(new BigDecimal(1 + random.nextInt(1_000))));
                yield List.of(new Item.Number(
                        id,
                        text,
                        required,
                        min,
                        max,
                        2,
                        random.nextBoolean() ? Optional.of(text()) : Optional.empty()));
            }
            case DATE -> {
                LocalDate first = LocalDate.of(1990 + random.nextInt(40), 1 + random.nextInt(12), 1);
                yield List.of(new Item.Day(id, text, required, first, first.plusDays(random.nextInt(5_000))));
            }
            case TEXT -> List.of(new Item.FreeText(id, text, required, 1 + random.nextInt(200)));
            case LONG_TEXT -> List.of(new Item.FreeText(id, text, required, 201 + random.nextInt(9_000)));
            case EMAIL -> List.of(new Item.Email(id, text, required));
            case INFORMATION -> List.of(new Item.Information(id, text));
            case CONSENT -> List.of(new Item.Consent(id, text, required));
            case PERSON -> List.of(new Item.PersonPick(id, text, required, 1 + random.nextInt(20)));
        };
    }

    private Condition condition(List<String> earlier, int depth) {
        String item = earlier.get(random.nextInt(earlier.size()));
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 ->
                new Condition.Is(
                        item,
                        Set.of("a", "yes", "1", "007").stream()
                                .limit(1 + random.nextInt(4))
                                .collect(java.util.stream.Collectors.toSet()));
            case 1 -> new Condition.AtLeast(item, Decimals.plain(new BigDecimal(random.nextInt(900)).movePointLeft(1)));
            case 2 -> new Condition.AtMost(item, Decimals.plain(new BigDecimal(-random.nextInt(900)).movePointLeft(2)));
            case 3 -> new Condition.Answered(item);
            case 4 -> new Condition.All(several(earlier, depth));
            case 5 -> new Condition.Any(several(earlier, depth));
            default -> new Condition.Not(condition(earlier, depth - 1));
        };
    }

    private List<Condition> several(List<String> earlier, int depth) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> condition(earlier, depth - 1))
                .toList();
    }

    private ResponseScale scale() {
        return new ResponseScale(
                random.nextInt(3) - 1,
                IntStream.range(0, 2 + random.nextInt(9)).mapToObj(i -> text()).toList());
    }

    private List<Choice> choices(int least) {
        return IntStream.range(0, least + random.nextInt(5))
                .mapToObj(i -> new Choice(id(), text()))
                .toList();
    }

    private String id() {
        if (plain) {
            // What can be a code of LimeSurvey too.
            return List.of("x", "yes", "no").get(random.nextInt(3)).substring(0, 1) + ids++;
        }
        return List.of("q", "yes", "no", "null", "7", "a-b").get(random.nextInt(6)) + "-" + ids++;
    }

    private LocalizedText text() {
        var byLanguage = new HashMap<String, String>();
        for (String language : languages) {
            if (plain || byLanguage.isEmpty() || random.nextInt(4) > 0) {
                byLanguage.put(language, words());
            }
        }
        return new LocalizedText(byLanguage);
    }

    private String words() {
        var words = new StringBuilder("x");
        for (int i = 0; i < random.nextInt(5); i++) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            words.append(random.nextBoolean() ? " " : "")
                    .append(plain && piece.matches("[\\s\\p{Cntrl}\\p{Z}\\uFEFF]+") ? "" : piece);
        }
        String all = words.toString();
        String begun = !plain && random.nextInt(3) == 0 ? all.substring(1) : all;
        String tidy = Wording.tidy(plain ? begun.replaceAll(" +", " ") : begun);
        return Wording.fault(tidy, Wording.SHORT).isPresent() ? "x" : tidy;
    }
}
