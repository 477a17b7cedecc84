// kubemini is a small Kubernetes control plane in one binary, all of it upstream's own code: etcd, kube-apiserver,
// and those controllers that make Jobs of CronJobs, pods of Jobs, and clean up after them.
//
// Usage: kubemini etcd|apiserver|controllers FLAGS (the first two take the flags of the programs they are)
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata"

	"go.etcd.io/etcd/server/v3/etcdmain"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/restmapper"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/component-base/cli"
	"k8s.io/controller-manager/pkg/informerfactory"
	"k8s.io/klog/v2"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/pkg/controller/cronjob"
	"k8s.io/kubernetes/pkg/controller/garbagecollector"
	"k8s.io/kubernetes/pkg/controller/job"
	"k8s.io/kubernetes/pkg/controller/namespace"
	"k8s.io/kubernetes/pkg/controller/serviceaccount"
	"k8s.io/kubernetes/pkg/controller/ttlafterfinished"
)

func main() {
	if len(os.Args) < 2 {
		usage()
	}
	part := os.Args[1]
	os.Args = append([]string{part}, os.Args[2:]...)
	switch part {
	case "etcd":
		etcdmain.Main(os.Args)
	case "apiserver":
		os.Exit(cli.Run(app.NewAPIServerCommand()))
	case "controllers":
		runControllers(os.Args[1:])
	default:
		usage()
	}
}

func usage() {
	fmt.Fprintln(os.Stderr, "usage: kubemini etcd|apiserver|controllers FLAGS")
	os.Exit(2)
}

// runControllers watches the cluster of --kubeconfig until it is stopped.
func runControllers(args []string) {
	flags := flag.NewFlagSet("controllers", flag.ExitOnError)
	kubeconfig := flags.String("kubeconfig", "", "how to reach the API server")
	// upstream waits 10 s after the first failed pod of a Job, then twice as long each time
	flags.DurationVar(&job.DefaultJobPodFailureBackOff, "job-pod-failure-backoff", job.DefaultJobPodFailureBackOff, "wait after the first failed pod of a Job")
	klog.InitFlags(flags)
	check(flags.Parse(args))

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	config := must(clientcmd.BuildConfigFromFlags("", *kubeconfig))
	config.QPS, config.Burst = 200, 400
	client := must(kubernetes.NewForConfig(config))
	metadataClient := must(metadata.NewForConfig(config))
	resync := 12 * time.Hour
	objects := informers.NewSharedInformerFactory(client, resync)
	metadataOnly := metadatainformer.NewSharedInformerFactory(metadataClient, resync)

	jobs := must(job.NewController(ctx, objects.Core().V1().Pods(), objects.Batch().V1().Jobs(), client))
	cronJobs := must(cronjob.NewControllerV2(ctx, objects.Batch().V1().Jobs(), objects.Batch().V1().CronJobs(), client))
	accounts := must(serviceaccount.NewServiceAccountsController(klog.FromContext(ctx), objects.Core().V1().ServiceAccounts(),
		objects.Core().V1().Namespaces(), client, serviceaccount.DefaultServiceAccountsControllerOptions()))
	namespaces := namespace.NewNamespaceController(ctx, client, metadataClient, client.Discovery().ServerPreferredNamespacedResources,
		objects.Core().V1().Namespaces(), 5*time.Minute, corev1.FinalizerKubernetes)
	expired := ttlafterfinished.New(ctx, objects.Batch().V1().Jobs(), client)
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(client.Discovery()))
	started := make(chan struct{})
	garbage := must(garbagecollector.NewGarbageCollector(ctx, client, metadataClient, mapper,
		garbagecollector.DefaultIgnoredResources(), informerfactory.NewInformerFactory(objects, metadataOnly), started))

	objects.Start(ctx.Done())
	metadataOnly.Start(ctx.Done())
	close(started)
	go jobs.Run(ctx, 5)
	go cronJobs.Run(ctx, 5)
	go accounts.Run(ctx, 1)
	go namespaces.Run(ctx, 5)
	go expired.Run(ctx, 1)
	go garbage.Run(ctx, 5, 30*time.Second)
	go garbage.Sync(ctx, client.Discovery(), 30*time.Second)
	<-ctx.Done()
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		klog.Fatal(err)
	}
}
