package org.takeup.plugin;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.isolated.TooMuch;
import org.takeup.plugin.isolated.wire.NoValue;
import org.takeup.plugin.isolated.wire.Operation;
import org.takeup.plugin.isolated.wire.Out;

/**
 * Stands before an extension in this process and holds it to what one in a process of its own is held to: arguments and
 * results have the same bounds, and a result is made anew from values alone. So a list that changes while it is read, or
 * that lies about its size, has been read once and for all on the plugin's own thread. Thread-safe.
 */
final class ValuesOnly implements InvocationHandler {
    private static final Map<Method, Operation> OPERATIONS = operations();

    private final ExtensionPoint extension;

    private ValuesOnly(ExtensionPoint extension) {
        this.extension = extension;
    }

    /** The extension, seen through this. */
    static ExtensionPoint of(Kind kind, ExtensionPoint extension) {
        return (ExtensionPoint) Proxy.newProxyInstance(
                ValuesOnly.class.getClassLoader(), new Class<?>[] {kind.type()}, new ValuesOnly(extension));
    }

    private static Map<Method, Operation> operations() {
        Map<Method, Operation> operations = new HashMap<>();
        Arrays.stream(Operation.values()).forEach(each -> operations.put(each.method(), each));
        return Map.copyOf(operations);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Operation operation = OPERATIONS.get(method);
        if (operation == null) {
            return ofObject(proxy, method, arguments);
        }
        var out = new Out();
        refuseTooMuch(operation, out, arguments == null ? new Object[0] : arguments);
        Object result = ask(method, arguments);
        if (operation.hasSink()) {
            return result;
        }
        operation.writeResult(out.begin(), result);
        return operation.readResult(out.reread());
    }

    private static void refuseTooMuch(Operation operation, Out out, Object[] arguments) {
        try {
            operation.writeArguments(
                    out,
                    arguments.length > 0 && arguments[0] instanceof ConnectorContext context
                            ? List.of(context.settings(), context.archive().isPresent())
                            : Arrays.asList(arguments));
        } catch (NoValue e) {
            throw new TooMuch(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object ask(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(extension, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** What every object has is answered for the proxy; the plugin's own is not asked. */
    private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "an extension";
        };
    }
}
