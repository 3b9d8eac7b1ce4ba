package evil;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.FormField;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.plan.BuilderProfile;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;

/** A plan builder that answers, until it is asked for the objective "evil". The others in this folder say what happens then. */
public abstract class Evil implements PlanBuilder {
    /** Set when the test is over, for what runs in the platform's own process and hears nothing else. */
    protected static volatile boolean over;

    /** Lets go of whatever still runs. */
    public static void end() {
        over = true;
    }

    /** The evil deed. */
    protected List<FormField> evil(PlanContext context) throws Exception {
        return List.of();
    }

    /** An answer that carries a text. */
    protected static List<FormField> saying(String text) {
        return List.of(field(text));
    }

    protected static FormField field(String text) {
        return new FormField("a", LocalizedText.english(text), null, FormField.Kind.TEXT, List.of(), false, null);
    }

    protected static PlanDraft.Step step(String audience, LocalDate on, String words) {
        return new PlanDraft.Step(
                "s",
                audience,
                PlanDraft.Purpose.ENGAGE,
                PlanDraft.Phase.KNOW,
                Messenger.LINE_MANAGER,
                PlanDraft.Channel.EMAIL,
                on,
                "Subject",
                words,
                "Because.",
                new PlanDraft.Measure(PlanDraft.Metric.STARTED, 14));
    }

    protected static PlanDraft draft(List<PlanDraft.Step> steps) {
        return new PlanDraft("Plan", List.of(), steps);
    }

    @Override
    public BuilderProfile profile() {
        return new BuilderProfile("evil", LocalizedText.english("Evil"), LocalizedText.english("Evil"));
    }

    @Override
    public List<FormField> wizard(PlanContext context) {
        try {
            return context.objective().equals("evil") ? evil(context) : List.of();
        } catch (Exception e) {
            throw Evil.<RuntimeException>as(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E as(Exception e) throws E {
        throw (E) e;
    }

    @Override
    public PlanDraft propose(PlanContext context, Map<String, Answer> answers) {
        return draft(List.of());
    }

    @Override
    public List<Finding> lint(PlanContext context, PlanDraft plan) {
        return List.of();
    }
}
