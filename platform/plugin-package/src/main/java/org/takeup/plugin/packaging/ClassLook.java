package org.takeup.plugin.packaging;

import java.lang.classfile.BootstrapMethodEntry;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.takeup.plugin.packaging.ClassScan.Finding;

/**
 * One class, held against the rules. What its code does is reported with the method; then the constant pool is gone
 * through as a whole, so that nothing is missed that code can only reach by a detour.
 */
final class ClassLook {
    private final ClassModel model;
    private final Hierarchy hierarchy;
    private final ClassRules rules;
    private final String name;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> reported = new HashSet<>();
    private String method = "";

    ClassLook(ClassModel model, Hierarchy hierarchy, ClassRules rules) {
        this.model = model;
        this.hierarchy = hierarchy;
        this.rules = rules;
        this.name = Hierarchy.name(model.thisClass());
    }

    /** All that is refused, in the order of the class file. */
    Set<Finding> findings() {
        model.superclass().ifPresent(above -> type("extends", above));
        model.interfaces().forEach(above -> type("implements", above));
        model.fields().forEach(field -> type("has a field of the type", field.fieldTypeSymbol()));
        model.methods().forEach(this::method);
        method = "";
        for (PoolEntry entry : model.constantPool()) {
            pooled(entry);
        }
        for (int i = 0; i < model.constantPool().bootstrapMethodCount(); i++) {
            bootstrap(model.constantPool().bootstrapMethodEntry(i));
        }
        return findings;
    }

    private void method(MethodModel each) {
        method = each.methodName().stringValue();
        if (each.flags().has(AccessFlag.NATIVE)) {
            report("is native", "native code does what no scan can see");
        }
        MethodTypeDesc type = each.methodTypeSymbol();
        if (method.equals("finalize") && type.parameterCount() == 0) {
            report("is a finalizer", "it runs in a thread of the platform's");
        }
        types(type).forEach(part -> type("takes or gives", part));
        each.code().ifPresent(code -> code.forEach(this::element));
    }

    private void element(CodeElement element) {
        switch (element) {
            case InvokeInstruction call -> member("calls", call.method());
            case FieldInstruction access -> member("uses", access.field());
            case InvokeDynamicInstruction call -> bootstrap(call.invokedynamic().bootstrap());
            case LoadConstantInstruction load -> constant(load.constantEntry());
            case NewObjectInstruction made -> type("makes", made.className());
            case NewReferenceArrayInstruction made -> type("makes", made.componentType());
            case NewMultiArrayInstruction made -> type("makes", made.arrayType());
            case TypeCheckInstruction check -> type("asks for", check.type());
            case ExceptionCatch caught -> caught.catchType().ifPresent(type -> type("catches", type));
            default -> {}
        }
    }

    private void constant(LoadableConstantEntry entry) {
        switch (entry) {
            case ClassEntry type -> type("names", type);
            case MethodHandleEntry handle -> {
                report(
                        "holds a method handle of " + handle.reference().name(),
                        "method handles call what no scan can see");
                member("names", handle.reference());
            }
            case MethodTypeEntry type -> types(type.asSymbol()).forEach(part -> type("names", part));
            case ConstantDynamicEntry dynamic -> bootstrap(dynamic.bootstrap());
            default -> {}
        }
    }

    /** Arguments of a link are values of the compiler's: a handle among them is a lambda's body or a method reference. */
    private void bootstrap(BootstrapMethodEntry entry) {
        MemberRefEntry by = entry.bootstrapMethod().reference();
        String owner = Hierarchy.name(by.owner());
        if (!rules.isBootstrap(owner, by.name().stringValue())) {
            report(
                    "is linked by " + owner + "." + by.name().stringValue(),
                    "only the compiler's own ways of linking are let in");
        }
        for (LoadableConstantEntry argument : entry.arguments()) {
            switch (argument) {
                case MethodHandleEntry handle -> member("refers to", handle.reference());
                // Its own link comes by itself with the others of the pool; it may lead back to this one.
                case ConstantDynamicEntry ignored -> {}
                default -> constant(argument);
            }
        }
    }

    private void pooled(PoolEntry entry) {
        switch (entry) {
            case MemberRefEntry member -> member("names", member);
            case MethodTypeEntry type -> types(type.asSymbol()).forEach(part -> type("names", part));
            default -> {}
        }
    }

    private void member(String does, MemberRefEntry member) {
        String owner = Hierarchy.name(member.owner());
        if (owner.startsWith("[")) {
            return;
        }
        String called = member.name().stringValue();
        String descriptor = member.type().stringValue();
        for (String origin : hierarchy.origins(owner, called, descriptor)) {
            rules.refusal(origin, hierarchy.above(origin), called, descriptor).ifPresent(reason -> {
                if (reported.add(origin + "." + called + descriptor) || !method.isEmpty()) {
                    report(does + " " + origin + "." + called, reason);
                }
            });
        }
    }

    private void type(String does, ClassEntry type) {
        type(does, type.asSymbol());
    }

    private void type(String does, ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (element.isPrimitive()) {
            return;
        }
        String descriptor = element.descriptorString();
        String named = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
        if (!hierarchy.isOwn(named)) {
            rules.refusal(named).ifPresent(reason -> report(does + " " + named, reason));
        }
    }

    private static Stream<ClassDesc> types(MethodTypeDesc type) {
        return Stream.concat(type.parameterList().stream(), Stream.of(type.returnType()));
    }

    private void report(String what, String reason) {
        findings.add(new Finding(name, method, what, reason));
    }
}
