package io.assay.local.host;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a schedule is due, from an expression as EventBridge writes it. */
sealed interface ScheduleRule {

    /** The first time after {@code from} that it is due. */
    Instant next(Instant from);

    /** {@code rate(5 minutes)}: counted from when the rule was made. */
    record Rate(Duration every) implements ScheduleRule {
        @Override
        public Instant next(Instant from) {
            return from.plus(every);
        }
    }

    /** {@code cron(30 2 * * ? *)}: every day at that time, UTC. */
    record Daily(int minute, int hour) implements ScheduleRule {
        @Override
        public Instant next(Instant from) {
            ZonedDateTime now = from.atZone(ZoneOffset.UTC);
            ZonedDateTime due =
                    now.withHour(hour).withMinute(minute).withSecond(0).withNano(0);
            return (due.isAfter(now) ? due : due.plusDays(1)).toInstant();
        }
    }

    /** {@code cron(30 * * * ? *)}: every hour at that minute. */
    record Hourly(int minute) implements ScheduleRule {
        @Override
        public Instant next(Instant from) {
            ZonedDateTime now = from.atZone(ZoneOffset.UTC);
            ZonedDateTime due = now.withMinute(minute).withSecond(0).withNano(0);
            return (due.isAfter(now) ? due : due.plusHours(1)).toInstant();
        }
    }

    /** @throws IllegalArgumentException if the expression is none that the local host knows */
    static ScheduleRule parse(String expression) {
        Matcher rate =
                Pattern.compile("rate\\(([1-9]\\d*) (minute|hour|day)s?\\)").matcher(expression);
        if (rate.matches()) {
            Duration unit = switch (rate.group(2)) {
                case "minute" -> Duration.ofMinutes(1);
                case "hour" -> Duration.ofHours(1);
                default -> Duration.ofDays(1);
            };
            return new Rate(unit.multipliedBy(Long.parseLong(rate.group(1))));
        }
        Matcher cron = Pattern.compile("cron\\((\\d{1,2}) (\\d{1,2}|\\*) [*?] \\* [*?] \\*\\)")
                .matcher(expression);
        if (cron.matches()) {
            int minute = Integer.parseInt(cron.group(1));
            int hour = cron.group(2).equals("*") ? -1 : Integer.parseInt(cron.group(2));
            if (minute < 60 && hour < 24) {
                return hour < 0 ? new Hourly(minute) : new Daily(minute, hour);
            }
        }
        throw new IllegalArgumentException("template: schedule " + expression
                + " is not known locally: use rate(N minutes|hours|days) or cron(MINUTE HOUR * * ? *)");
    }
}
