package org.takeup.plugin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/**
 * Lets values out of a plugin and nothing else: collections are copied, and no object of the plugin's own classes passes,
 * however deep it hides in records, collections and optionals. What leaves can neither change later nor keep the
 * plugin's class loader alive.
 */
final class Values {
    private static final int MOST = 200_000;
    private static final int MOST_CHARACTERS = 4_000_000;

    /** The accessors of what a record's components hold other than numbers; finding them takes longer than a call. */
    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getType().isPrimitive())
                    .map(Values::accessor)
                    .toList();
        }
    };

    private final ClassLoader plugin;
    private int seen;
    private long characters;

    private Values(ClassLoader plugin) {
        this.plugin = plugin;
    }

    /** The result is no plain value. */
    static final class NoValue extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoValue(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws NoValue if there is none, if an object of the plugin's own is in it, or if it is far too large */
    // A copy of a list is a list: the static type that the caller sees still fits.
    @SuppressWarnings("unchecked")
    static <R> R copy(@Nullable R result, ClassLoader plugin) {
        Object copy = new Values(plugin).copied(result);
        if (copy == null) {
            throw new NoValue("The result is null");
        }
        return (R) copy;
    }

    private @Nullable Object copied(@Nullable Object value) {
        if (++seen > MOST) {
            throw new NoValue("The result has more than " + MOST + " parts");
        }
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Number number -> owned(number);
            case Enum<?> constant -> owned(constant);
            case Optional<?> optional -> optional.map(this::copied);
            case Set<?> set -> {
                var copy = new LinkedHashSet<Object>();
                set.forEach(each -> copy.add(copied(each)));
                yield Collections.unmodifiableSet(copy);
            }
            case Collection<?> list -> {
                var copy = new ArrayList<Object>();
                list.forEach(each -> copy.add(copied(each)));
                yield Collections.unmodifiableList(copy);
            }
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<Object, Object>();
                map.forEach((key, each) -> copy.put(copied(key), copied(each)));
                yield Collections.unmodifiableMap(copy);
            }
            case Object[] array -> {
                owned(array);
                Arrays.stream(array).forEach(this::copied);
                yield array;
            }
            case Record record -> record(record);
            case ExtensionPoint extension -> throw new NoValue("The result is the extension itself");
            default -> owned(value);
        };
    }

    /** A record of ours keeps what its constructor copied; its components are looked at, not replaced. */
    private Record record(Record record) {
        owned(record);
        for (Method accessor : ACCESSORS.get(record.getClass())) {
            check(component(record, accessor));
        }
        return record;
    }

    private String text(String text) {
        characters += text.length();
        if (characters > MOST_CHARACTERS) {
            throw new NoValue("The result has more than " + MOST_CHARACTERS + " characters");
        }
        return text;
    }

    private void check(@Nullable Object value) {
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            owned(value);
        }
        copied(value);
    }

    private static Method accessor(RecordComponent component) {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        return accessor;
    }

    private static @Nullable Object component(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new NoValue("Cannot read " + accessor);
        }
    }

    private <T> T owned(T value) {
        Class<?> type = value.getClass();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        ClassLoader loader = type.getClassLoader();
        if (plugin.equals(loader)) {
            throw new NoValue("The result holds an object of the plugin's own class " + type.getName());
        }
        return value;
    }
}
