package org.takeup.plugin;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.survey.SurveyInstrument;

/** The extension points that the platform knows. */
public enum Kind {
    SURVEY(SurveyInstrument.class, "Survey instrument"),
    PLAN(PlanBuilder.class, "Plan builder"),
    LMS(LmsConnector.class, "LMS connector");

    private final Class<? extends ExtensionPoint> type;
    private final String label;

    Kind(Class<? extends ExtensionPoint> type, String label) {
        this.type = type;
        this.label = label;
    }

    /** The interface that extensions of this kind implement. */
    public Class<? extends ExtensionPoint> type() {
        return type;
    }

    /** What people call it. */
    public String label() {
        return label;
    }

    /** The kind of this name in a manifest, {@code survey} for example. */
    static Kind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The kinds that an extension class is of. */
    static List<Kind> of(Class<?> extension) {
        return Stream.of(values())
                .filter(kind -> kind.type.isAssignableFrom(extension))
                .toList();
    }
}
