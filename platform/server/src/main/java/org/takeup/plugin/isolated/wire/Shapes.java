package org.takeup.plugin.isolated.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes {@link Shape}s of the plugin API's types, once each. Thread-safe. */
public final class Shapes {
    private static final String API = "org.takeup.plugin.api.";
    private static final Map<Type, Shape> MADE = new ConcurrentHashMap<>();

    private Shapes() {}

    /**
     * The shape of a type.
     *
     * @throws IllegalArgumentException if it is neither a record, an enum or a sealed interface of the API, nor a text, a
     *     number, a date, or an optional, a list, a set or a map of those
     */
    public static Shape of(Type type) {
        Shape made = MADE.get(type);
        if (made == null) {
            // Published when all of them are whole: a sealed type may hold itself, as conditions hold conditions.
            var underWay = new HashMap<Type, Shape>();
            made = of(type, underWay);
            MADE.putAll(underWay);
        }
        return made;
    }

    private static Shape of(Type type, Map<Type, Shape> underWay) {
        Shape made = MADE.getOrDefault(type, underWay.get(type));
        if (made == null) {
            made = make(type, underWay);
            underWay.put(type, made);
        }
        return made;
    }

    private static Shape make(Type type, Map<Type, Shape> underWay) {
        if (type instanceof ParameterizedType generic) {
            Type[] inner = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return new Maybe(of(inner[0], underWay));
            } else if (generic.getRawType() == List.class) {
                return new Many(of(inner[0], underWay), false);
            } else if (generic.getRawType() == Set.class) {
                return new Many(of(inner[0], underWay), true);
            } else if (generic.getRawType() == Map.class) {
                return new Mapping(of(inner[0], underWay), of(inner[1], underWay));
            }
        } else if (type instanceof Class<?> plain) {
            if (Basic.KNOWN.contains(plain)) {
                return new Basic(plain);
            } else if (plain.getName().startsWith(API)) {
                if (plain.isEnum()) {
                    return new Enumerated(plain);
                } else if (plain.isRecord()) {
                    return new Recorded(plain, underWay);
                } else if (plain.isInterface() && plain.isSealed()) {
                    var oneOf = new OneOf(plain);
                    underWay.put(plain, oneOf);
                    oneOf.cases(underWay);
                    return oneOf;
                }
            }
        }
        throw new IllegalArgumentException(type + " is no value of the plugin API");
    }

    static NoValue noValue(Object value, String wanted) {
        return new NoValue("A " + value.getClass().getName() + " stands where the API has " + wanted);
    }

    /** A constant, as its place in the declaration. */
    static final class Enumerated extends Shape {
        private final Class<?> type;
        private final Object[] constants;

        Enumerated(Class<?> type) {
            this.type = type;
            this.constants = type.getEnumConstants();
        }

        @Override
        void writeThere(Out out, Object value) {
            if (!type.isInstance(value)) {
                throw noValue(value, type.getName());
            }
            out.number(((Enum<?>) value).ordinal());
        }

        @Override
        Object readThere(In in) {
            return constants[index(in, constants.length)];
        }
    }

    private static int index(In in, int size) {
        int index = in.integer();
        if (index < 0 || index >= size) {
            throw new ProtocolError("A choice is out of range");
        }
        return index;
    }

    /** An {@link Optional}. */
    static final class Maybe extends Shape {
        private final Shape inner;

        Maybe(Shape inner) {
            this.inner = inner;
        }

        @Override
        void writeThere(Out out, Object value) {
            if (!(value instanceof Optional<?> optional)) {
                throw noValue(value, "an Optional");
            }
            inner.write(out, optional.isPresent() ? optional.get() : null);
        }

        @Override
        Object readThere(In in) {
            return Optional.ofNullable(inner.read(in));
        }
    }

    /** A {@link List} or a {@link Set}. */
    static final class Many extends Shape {
        private final Shape inner;
        private final boolean distinct;

        Many(Shape inner, boolean distinct) {
            this.inner = inner;
            this.distinct = distinct;
        }

        @Override
        void writeThere(Out out, Object value) {
            if (!(value instanceof Collection<?> collection)) {
                throw noValue(value, distinct ? "a Set" : "a List");
            }
            // The size that a class of the plugin states and the elements it gives need not agree.
            Object[] elements = collection.toArray();
            out.number(elements.length);
            for (Object element : elements) {
                inner.write(out, element);
            }
        }

        @Override
        Object readThere(In in) {
            int count = in.count();
            Collection<@Nullable Object> read = distinct ? new LinkedHashSet<>() : new ArrayList<>();
            for (int i = 0; i < count; i++) {
                read.add(inner.read(in));
            }
            return read instanceof Set<@Nullable Object> set
                    ? Collections.unmodifiableSet(set)
                    : Collections.unmodifiableList((List<?>) read);
        }
    }

    /** A {@link Map}. */
    static final class Mapping extends Shape {
        private final Shape keys;
        private final Shape values;

        Mapping(Shape keys, Shape values) {
            this.keys = keys;
            this.values = values;
        }

        @Override
        void writeThere(Out out, Object value) {
            if (!(value instanceof Map<?, ?> map)) {
                throw noValue(value, "a Map");
            }
            Map<?, ?> copy = new LinkedHashMap<>(map);
            out.number(copy.size());
            copy.forEach((key, each) -> {
                keys.write(out, key);
                values.write(out, each);
            });
        }

        @Override
        Object readThere(In in) {
            int count = in.count();
            Map<@Nullable Object, @Nullable Object> read = new LinkedHashMap<>();
            for (int i = 0; i < count; i++) {
                Object key = keys.read(in);
                read.put(key, values.read(in));
            }
            return Collections.unmodifiableMap(read);
        }
    }

    /** A record of the API, made by its own constructor, which checks what it always checks. */
    static final class Recorded extends Shape {
        private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

        private final Class<?> type;
        private final Shape[] shapes;
        private final MethodHandle[] accessors;
        private final MethodHandle constructor;

        Recorded(Class<?> type, Map<Type, Shape> underWay) {
            this.type = type;
            RecordComponent[] components = type.getRecordComponents();
            try {
                this.shapes = new Shape[components.length];
                this.accessors = new MethodHandle[components.length];
                var types = new Class<?>[components.length];
                for (int i = 0; i < components.length; i++) {
                    types[i] = components[i].getType();
                    shapes[i] = Shapes.of(components[i].getGenericType(), underWay);
                    accessors[i] = LOOKUP.unreflect(components[i].getAccessor())
                            .asType(MethodType.methodType(Object.class, Object.class));
                }
                this.constructor = LOOKUP.findConstructor(type, MethodType.methodType(void.class, types))
                        .asSpreader(Object[].class, types.length)
                        .asType(MethodType.methodType(Object.class, Object[].class));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(type + " cannot be read", e);
            }
        }

        @Override
        void writeThere(Out out, Object value) {
            if (!type.isInstance(value)) {
                throw noValue(value, type.getName());
            }
            for (int i = 0; i < shapes.length; i++) {
                shapes[i].write(out, component(accessors[i], value));
            }
        }

        private static @Nullable Object component(MethodHandle accessor, Object value) {
            try {
                return accessor.invokeExact(value);
            } catch (Throwable e) {
                throw new IllegalStateException("A record does not give its component", e);
            }
        }

        @Override
        Object readThere(In in) {
            var components = new @Nullable Object[shapes.length];
            for (int i = 0; i < shapes.length; i++) {
                components[i] = shapes[i].read(in);
            }
            try {
                return constructor.invokeExact(components);
            } catch (Throwable e) {
                if (e instanceof VirtualMachineError error) {
                    throw error;
                }
                throw new ProtocolError("A " + type.getSimpleName() + " refuses what came for it");
            }
        }
    }

    /** One of the records of a sealed interface, as its place among them and its components. */
    static final class OneOf extends Shape {
        private final Class<?> type;
        private final List<Class<?>> classes;
        private List<Shape> shapes = List.of();

        OneOf(Class<?> type) {
            this.type = type;
            this.classes = Arrays.stream(type.getPermittedSubclasses())
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .<Class<?>>map(each -> each)
                    .toList();
        }

        /** Makes the shapes of its cases. Once, before anybody else sees it. */
        private void cases(Map<Type, Shape> underWay) {
            shapes = classes.stream().map(each -> Shapes.of(each, underWay)).toList();
        }

        @Override
        void writeThere(Out out, Object value) {
            int index = classes.indexOf(value.getClass());
            if (index < 0) {
                throw noValue(value, type.getName());
            }
            out.number(index);
            shapes.get(index).writeThere(out, value);
        }

        @Override
        Object readThere(In in) {
            return shapes.get(index(in, shapes.size())).readThere(in);
        }
    }
}
