package org.takeup.plugin.packaging;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.packaging.ClassScan.Finding;

/** Calls that no Java source can say, and a class file can: by constants and by links of its own. */
class HiddenCallsTest {
    private static final ClassDesc TYPE = ClassDesc.of("sample.Made");
    private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
    private static final MethodTypeDesc EXIT = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    private static List<Finding> made(Consumer<java.lang.classfile.CodeBuilder> code) {
        byte[] bytes = ClassFile.of()
                .build(
                        TYPE,
                        type -> type.withMethodBody(
                                "deed",
                                MethodTypeDesc.of(ConstantDescs.CD_void),
                                AccessFlag.PUBLIC.mask() | AccessFlag.STATIC.mask(),
                                body -> {
                                    code.accept(body);
                                    body.return_();
                                }));
        return ClassScanTest.findings(Map.of("sample/Made.class", bytes));
    }

    private static DirectMethodHandleDesc exit() {
        return MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, SYSTEM, "exit", EXIT);
    }

    @Test
    void aMethodHandleConstantIsFound() {
        ClassScanTest.assertFound(
                "java.lang.System.exit", made(code -> code.ldc(exit()).pop()));
        var own = MethodHandleDesc.ofMethod(
                DirectMethodHandleDesc.Kind.STATIC, TYPE, "deed", MethodTypeDesc.of(ConstantDescs.CD_void));
        ClassScanTest.assertFound(
                "holds a method handle", made(code -> code.ldc(own).pop()));
    }

    @Test
    void aMethodTypeConstantIsFound() {
        var type = MethodTypeDesc.of(ClassDesc.of("java.lang.Runtime"));
        ClassScanTest.assertFound(
                "java.lang.Runtime", made(code -> code.ldc(type).pop()));
    }

    @Test
    void aDynamicConstantIsFound() {
        var invoke = ConstantDescs.ofConstantBootstrap(
                ClassDesc.of("java.lang.invoke.ConstantBootstraps"),
                "invoke",
                ConstantDescs.CD_Object,
                ConstantDescs.CD_MethodHandle,
                ConstantDescs.CD_Object.arrayType());
        var runtime = MethodHandleDesc.ofMethod(
                DirectMethodHandleDesc.Kind.STATIC,
                ClassDesc.of("java.lang.Runtime"),
                "getRuntime",
                MethodTypeDesc.of(ClassDesc.of("java.lang.Runtime")));
        var constant = DynamicConstantDesc.ofNamed(invoke, "x", ClassDesc.of("java.lang.Runtime"), runtime);
        List<Finding> findings = made(code -> code.ldc(constant).pop());
        ClassScanTest.assertFound("is linked by java.lang.invoke.ConstantBootstraps.invoke", findings);
        ClassScanTest.assertFound("java.lang.Runtime.getRuntime", findings);
    }

    @Test
    void aDynamicConstantWithinTheArgumentsOfAnotherIsFound() {
        var invoke = ConstantDescs.ofConstantBootstrap(
                ClassDesc.of("java.lang.invoke.ConstantBootstraps"),
                "invoke",
                ConstantDescs.CD_Object,
                ConstantDescs.CD_MethodHandle,
                ConstantDescs.CD_Object.arrayType());
        var inner = DynamicConstantDesc.ofNamed(invoke, "x", ConstantDescs.CD_Object, exit());
        var nothing = ConstantDescs.ofConstantBootstrap(
                ClassDesc.of("java.lang.invoke.ConstantBootstraps"),
                "nullConstant",
                ConstantDescs.CD_Object,
                ConstantDescs.CD_Object);
        var outer = DynamicConstantDesc.ofNamed(nothing, "y", ConstantDescs.CD_Object, inner);
        ClassScanTest.assertFound(
                "java.lang.System.exit", made(code -> code.ldc(outer).pop()));
    }

    @Test
    void invokedynamicByAForeignOrOwnBootstrapIsFound() {
        for (ClassDesc owner : List.of(ClassDesc.of("java.lang.invoke.MethodHandleProxies"), TYPE)) {
            var by = ConstantDescs.ofCallsiteBootstrap(owner, "link", ClassDesc.of("java.lang.invoke.CallSite"));
            var site = DynamicCallSiteDesc.of(by, "run", MethodTypeDesc.of(ConstantDescs.CD_void));
            ClassScanTest.assertFound("is linked by " + owner.packageName(), made(code -> code.invokedynamic(site)));
        }
    }

    @Test
    void aHandleInTheArgumentsOfAnInvokedynamicIsFound() {
        var by = ConstantDescs.ofCallsiteBootstrap(
                ClassDesc.of("java.lang.invoke.LambdaMetafactory"),
                "metafactory",
                ClassDesc.of("java.lang.invoke.CallSite"),
                ConstantDescs.CD_MethodType,
                ConstantDescs.CD_MethodHandle,
                ConstantDescs.CD_MethodType);
        var site = DynamicCallSiteDesc.of(
                by, "accept", MethodTypeDesc.of(ClassDesc.of("java.util.function.IntConsumer")), EXIT, exit(), EXIT);
        ClassScanTest.assertFound(
                "refers to java.lang.System.exit",
                made(code -> code.invokedynamic(site).pop()));
    }

    @Test
    void aChainOfThousandsOfClassesAndACircleAreWalkedToTheirEnd() {
        var classes = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 1_500; i++) {
            ClassDesc above = i == 0 ? ClassDesc.of("java.lang.Thread") : ClassDesc.of("sample.C" + (i - 1));
            classes.put(
                    "sample/C" + i + ".class",
                    ClassFile.of().build(ClassDesc.of("sample.C" + i), type -> type.withSuperclass(above)));
        }
        for (String[] pair : new String[][] {{"A", "B"}, {"B", "A"}}) {
            classes.put(
                    "sample/" + pair[0] + ".class",
                    ClassFile.of()
                            .build(
                                    ClassDesc.of("sample." + pair[0]),
                                    type -> type.withSuperclass(ClassDesc.of("sample." + pair[1]))));
        }
        classes.put(
                "sample/Made.class",
                ClassFile.of()
                        .build(
                                TYPE,
                                type -> type.withMethodBody(
                                        "deed",
                                        MethodTypeDesc.of(ConstantDescs.CD_void),
                                        AccessFlag.PUBLIC.mask() | AccessFlag.STATIC.mask(),
                                        body -> body.aconst_null()
                                                .invokevirtual(
                                                        ClassDesc.of("sample.C1499"),
                                                        "start",
                                                        MethodTypeDesc.of(ConstantDescs.CD_void))
                                                .aconst_null()
                                                .invokevirtual(
                                                        ClassDesc.of("sample.A"),
                                                        "none",
                                                        MethodTypeDesc.of(ConstantDescs.CD_void))
                                                .return_())));
        ClassScanTest.assertFound("sample.Made.deed calls java.lang.Thread.start", ClassScanTest.findings(classes));
    }
}
