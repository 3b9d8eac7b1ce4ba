package org.takeup.attack;

import java.util.Comparator;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Test classes in the order of their names, and {@link WholeSuiteIT} when all others are done. */
public final class ByNameWholeSuiteLast implements ClassOrderer {
    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(each -> (each.getTestClass() == WholeSuiteIT.class ? "1" : "0")
                        + each.getTestClass().getName()));
    }
}
