package org.takeup.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.pf4j.ExtensionPoint;
import org.takeup.app.TestPlatform;
import org.takeup.learning.Archives;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.UnreadableSource;
import org.takeup.plugin.api.plan.PlanBuilder;
import org.takeup.plugin.api.survey.SurveyInstrument;
import org.takeup.plugin.testkit.LmsConnectorContract;
import org.takeup.plugin.testkit.MemoryArchive;
import org.takeup.plugin.testkit.PackedPlugin;
import org.takeup.plugin.testkit.PlanBuilderContract;
import org.takeup.plugin.testkit.SurveyInstrumentContract;

/** The partners' contracts over the packed plugins of this project, through the real guard, in either mode. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractsInBothModesIT {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Made once: a test changes the language of this process meanwhile. */
    private static final MemoryArchive SAMPLE = export();

    private final Modes modes = new Modes();
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    @AfterAll
    void stop() {
        modes.close();
    }

    private static MemoryArchive export() {
        MemoryArchive export = MemoryArchive.empty();
        for (var file : Archives.roster(3).entrySet()) {
            export = export.withBytes(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return export;
    }

    private static PackedPlugin packed(String plugin) {
        try (var zips = Files.newDirectoryStream(TestPlatform.PACKAGES, "*" + plugin + "*.zip")) {
            Path zip = zips.iterator().next();
            return PackedPlugin.open(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <E extends ExtensionPoint> List<E> guarded(PackedPlugin plugin, Class<E> kind, Mode mode) {
        Loaded version = loaded.computeIfAbsent(plugin.property("plugin.id") + mode, ignored -> load(plugin, mode));
        return List.of(kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(),
                new Class<?>[] {kind},
                (proxy, method, arguments) -> asked(version, kind, each -> {
                    try {
                        Object result = method.invoke(each, arguments);
                        return method.getReturnType() == void.class ? "" : result;
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof UnreadableSource unreadable) {
                            return unreadable;
                        }
                        throw (Exception) e.getCause();
                    }
                }))));
    }

    /** What the guard tells by an exception of ours is told as the contract has it. */
    private <E extends ExtensionPoint> @Nullable Object asked(Loaded version, Class<E> kind, PluginCall<E, Object> call)
            throws UnreadableSource, InterruptedException {
        Object result;
        try {
            result = modes.call(version, kind, "tenant-a", LIMIT, call);
        } catch (PluginFailed e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        }
        if (result instanceof UnreadableSource unreadable) {
            throw unreadable;
        }
        return result.equals("") ? null : result;
    }

    private Loaded load(PackedPlugin plugin, Mode mode) {
        try {
            return modes.load(plugin.bytes(), mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private abstract class Builders extends PlanBuilderContract {
        private final Mode mode;

        Builders(String plugin, Mode mode) {
            super(packed(plugin));
            this.mode = mode;
        }

        @Override
        protected List<PlanBuilder> extensions(PackedPlugin plugin) {
            return guarded(plugin, PlanBuilder.class, mode);
        }
    }

    @Nested
    class BuilderInProcess extends Builders {
        BuilderInProcess() {
            super("plan-stakeholder", Mode.IN_PROCESS);
        }
    }

    @Nested
    class BuilderIsolated extends Builders {
        BuilderIsolated() {
            super("plan-stakeholder", Mode.ISOLATED);
        }
    }

    @Nested
    class ChampionsInProcess extends Builders {
        ChampionsInProcess() {
            super("plan-champions", Mode.IN_PROCESS);
        }
    }

    @Nested
    class ChampionsIsolated extends Builders {
        ChampionsIsolated() {
            super("plan-champions", Mode.ISOLATED);
        }
    }

    @Nested
    class LaunchInProcess extends Builders {
        LaunchInProcess() {
            super("plan-launch", Mode.IN_PROCESS);
        }
    }

    @Nested
    class LaunchIsolated extends Builders {
        LaunchIsolated() {
            super("plan-launch", Mode.ISOLATED);
        }
    }

    private abstract class Instruments extends SurveyInstrumentContract {
        private final Mode mode;

        Instruments(String plugin, Mode mode) {
            super(packed(plugin));
            this.mode = mode;
        }

        @Override
        protected List<SurveyInstrument> extensions(PackedPlugin plugin) {
            return guarded(plugin, SurveyInstrument.class, mode);
        }
    }

    @Nested
    class StrandsInProcess extends Instruments {
        StrandsInProcess() {
            super("survey-maturity", Mode.IN_PROCESS);
        }
    }

    @Nested
    class StrandsIsolated extends Instruments {
        StrandsIsolated() {
            super("survey-maturity", Mode.ISOLATED);
        }
    }

    @Nested
    class BarriersInProcess extends Instruments {
        BarriersInProcess() {
            super("survey-barriers", Mode.IN_PROCESS);
        }
    }

    @Nested
    class BarriersIsolated extends Instruments {
        BarriersIsolated() {
            super("survey-barriers", Mode.ISOLATED);
        }
    }

    @Nested
    class LearnerVoiceInProcess extends Instruments {
        LearnerVoiceInProcess() {
            super("survey-learner-voice", Mode.IN_PROCESS);
        }
    }

    @Nested
    class LearnerVoiceIsolated extends Instruments {
        LearnerVoiceIsolated() {
            super("survey-learner-voice", Mode.ISOLATED);
        }
    }

    @Nested
    class CultureInProcess extends Instruments {
        CultureInProcess() {
            super("survey-culture", Mode.IN_PROCESS);
        }
    }

    @Nested
    class CultureIsolated extends Instruments {
        CultureIsolated() {
            super("survey-culture", Mode.ISOLATED);
        }
    }

    @Nested
    class AcceptanceInProcess extends Instruments {
        AcceptanceInProcess() {
            super("survey-acceptance", Mode.IN_PROCESS);
        }
    }

    @Nested
    class AcceptanceIsolated extends Instruments {
        AcceptanceIsolated() {
            super("survey-acceptance", Mode.ISOLATED);
        }
    }

    private abstract class Connectors extends LmsConnectorContract {
        private final Mode mode;

        Connectors(Mode mode) {
            super(packed("lms-oneroster"));
            this.mode = mode;
        }

        @Override
        protected MemoryArchive sample() {
            return SAMPLE;
        }

        @Override
        protected List<LmsConnector> extensions(PackedPlugin plugin) {
            return guarded(plugin, LmsConnector.class, mode);
        }
    }

    @Nested
    class ConnectorInProcess extends Connectors {
        ConnectorInProcess() {
            super(Mode.IN_PROCESS);
        }
    }

    @Nested
    class ConnectorIsolated extends Connectors {
        ConnectorIsolated() {
            super(Mode.ISOLATED);
        }
    }
}
