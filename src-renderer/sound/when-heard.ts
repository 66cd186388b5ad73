const everyMs = 50;
/** Above the noise of an analyser that hears nothing, far below the chime. */
const audible = 0.01;

type Listener = Pick<AnalyserNode, 'fftSize' | 'getFloatTimeDomainData'>;

function hears(analyser: Listener): boolean {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  return samples.some((sample) => Math.abs(sample) > audible);
}

/** Resolves once something is heard: that a sound was started does not mean that it plays. */
export function whenHeard(analyserNow: () => Listener | undefined): Promise<true> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const analyser = analyserNow();
      if (analyser === undefined || !hears(analyser)) return;
      clearInterval(timer);
      resolve(true);
    }, everyMs);
  });
}
