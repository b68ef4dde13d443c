window.addEventListener("load", () => {
  SwaggerUIBundle({
    dom_id: "#viewer",
    urls: ["studio", "pipeline", "orchestrate", "t2v", "storyboard", "campaign", "operations"]
      .map((name) => ({ name, url: `/api/${name}/openapi.json` }))
      .concat([{ name: "everything", url: "/openapi.json" }]),
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "StandaloneLayout",
    deepLinking: true,
    validatorUrl: null,
  });
});
