package io.assay.aws;

import java.util.Map;
import java.util.function.Consumer;
import software.amazon.cloudwatchlogs.emf.config.EnvironmentConfigurationProvider;
import software.amazon.cloudwatchlogs.emf.environment.Environments;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;
import software.amazon.lambda.powertools.metrics.provider.EmfMetricsProvider;

/**
 * CloudWatch metrics in the embedded metric format: written to standard output, from where Lambda's log takes them. No
 * request is made.
 */
public final class Meter {
    private final Metrics metrics;
    private final String service;

    /**
     * @param namespace of the metrics in CloudWatch
     * @param service   dimension of every metric
     */
    public Meter(String namespace, String service) {
        // Otherwise the library asks the addresses of EC2 and ECS where it runs.
        EnvironmentConfigurationProvider.getConfig().setEnvironmentOverride(Environments.Lambda);
        this.metrics = new EmfMetricsProvider().getMetricsInstance();
        this.metrics.setNamespace(namespace);
        this.service = service;
    }

    /** What a writer of metrics may say. */
    public interface Sheet {
        /** How often something happened; nothing is written for 0. */
        void count(String name, long count);

        /** One measured time. */
        void seconds(String name, double seconds);

        /** A sum of money, in the currency that the dimension names. */
        void amount(String name, double amount);
    }

    /** Metrics of the whole stack. */
    public void write(Consumer<Sheet> said) {
        write(Map.of("service", service), said);
    }

    /** Metrics of one workflow. */
    public void write(String workflow, Consumer<Sheet> said) {
        write(Map.of("service", service, "workflow", workflow), said);
    }

    /** Metrics of the whole stack in one currency, an ISO 4217 code. */
    public void writeIn(String currency, Consumer<Sheet> said) {
        write(Map.of("service", service, "currency", currency), said);
    }

    private synchronized void write(Map<String, String> dimensions, Consumer<Sheet> said) {
        metrics.flushMetrics(separate -> {
            separate.setDefaultDimensions(DimensionSet.of(dimensions));
            said.accept(new Sheet() {
                @Override
                public void count(String name, long count) {
                    if (count != 0) {
                        separate.addMetric(name, (double) count, MetricUnit.COUNT);
                    }
                }

                @Override
                public void seconds(String name, double seconds) {
                    separate.addMetric(name, seconds, MetricUnit.SECONDS);
                }

                @Override
                public void amount(String name, double amount) {
                    separate.addMetric(name, amount, MetricUnit.NONE);
                }
            });
        });
    }
}
