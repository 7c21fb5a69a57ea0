package pipeline

import (
	"log/slog"
	"time"
)

// stopwatch takes the time of each stage.
type stopwatch struct {
	last   time.Time
	laps   []lap
	logger *slog.Logger
}

type lap struct {
	Stage   string  `json:"stage"`
	Seconds float64 `json:"seconds"`
}

func (s *stopwatch) lap(stage string, counts ...any) {
	took := time.Since(s.last)
	s.last = s.last.Add(took)
	s.laps = append(s.laps, lap{stage, took.Seconds()})
	s.logger.Info(stage, append(counts, "duration", took)...)
}
